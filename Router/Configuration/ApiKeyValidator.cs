using Microsoft.Extensions.Options;

namespace Switchyard.Router.Configuration;

/// <summary>Checks that what the environment's variables hold for providers can be sent in a header. What is wrong is said without the value.</summary>
internal sealed class ApiKeyValidator(IConfiguration configuration, KnownProviders providers) : IValidateOptions<RouterOptions>
{
    public ValidateOptionsResult Validate(string? name, RouterOptions options)
    {
        var errors = providers.All.SelectMany(known => known.ApiKeyVariables)
            .Concat(options.Providers.Values.SelectMany(provider => provider.HeaderVariables.Values.Append(provider.ApiKeyVariable).Append(provider.OAuth?.ClientSecretVariable)))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Where(variable => configuration[variable] is { } key && key.Trim().Any(character => character is < ' ' or > '~'))
            .Select(variable => $"{variable}: an API key, a secret or a header may hold printable ASCII characters only; set it again without line breaks and other such characters.")
            .ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
