using Microsoft.Extensions.Options;
using Switchyard.AgentHost.Configuration;

namespace Switchyard.AgentHost.Plugins;

/// <summary>Reports the plugins that could not be loaded beside everything else that is wrong.</summary>
internal sealed class PluginsValidator(LoadedPlugins plugins) : IValidateOptions<AgentHostOptions>
{
    public ValidateOptionsResult Validate(string? name, AgentHostOptions options) =>
        plugins.Errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(plugins.Errors);
}
