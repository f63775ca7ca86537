using Microsoft.Extensions.AI;
using Switchyard.AgentHost.Configuration;
using Switchyard.AgentHost.Telemetry;
using Switchyard.AgentPlugins;
using Switchyard.Agents.Definitions;
using Switchyard.Contracts.Agents;
using Switchyard.Plugins;

namespace Switchyard.AgentHost.Plugins;

/// <summary>Loads the assemblies that <c>AgentHost:Plugins</c> names, once, when the host starts. What is wrong with each stops the start.</summary>
internal sealed partial class AgentPluginLoader(IHostEnvironment environment, ILogger<AgentPluginLoader> logger)
{
    private readonly PluginLoader<IAgentPlugin> _loader =
        new("AgentHost", $"{AgentHostOptions.SectionName}:{nameof(AgentHostOptions.Plugins)}", [typeof(AgentDefinition), typeof(AgentDocument), typeof(IChatClient)]);

    /// <summary>Loads the assemblies at <paramref name="paths"/>.</summary>
    public LoadedPlugins Load(IReadOnlyList<string> paths)
    {
        List<AgentPlugin> plugins = [];
        var errors = _loader.Load(paths, environment.ContentRootPath, AgentPlugin.Read, Take);
        return new LoadedPlugins(plugins, errors);

        void Take(string path, AgentPlugin plugin)
        {
            AgentPluginChecks.Check(plugin, plugins);
            plugins.Add(plugin);
            LogLoaded(path, plugin.Agents.Count, plugin.Tools.Count, plugin.Kinds.Count, plugin.Hooks.Count);
        }
    }

    [LoggerMessage(EventId = EventIds.PluginLoaded, Level = LogLevel.Information, Message = "The plugin '{Path}' adds {Agents} agents, {Tools} tools, {Kinds} kinds of agents and {Hooks} hooks.")]
    private partial void LogLoaded(string path, int agents, int tools, int kinds, int hooks);
}
