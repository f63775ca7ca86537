using Microsoft.Extensions.Options;

namespace Switchyard.Router.Configuration;

/// <summary>Reports the plugins that could not be loaded beside everything else that is wrong.</summary>
internal sealed class PluginsValidator(KnownProviders providers) : IValidateOptions<RouterOptions>
{
    public ValidateOptionsResult Validate(string? name, RouterOptions options) =>
        providers.Errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(providers.Errors);
}
