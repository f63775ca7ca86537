using Switchyard.Agents.Hooks;
using Switchyard.Agents.Reasoning;
using Switchyard.Agents.Tools;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Plugins;

/// <summary>What plugins add to this host.</summary>
/// <param name="plugins">The plugins.</param>
/// <param name="errors">Why others that were asked for are not among them.</param>
internal sealed class LoadedPlugins(IReadOnlyList<AgentPlugin> plugins, IReadOnlyList<string> errors)
{
    public IReadOnlyList<AgentDocument> Agents { get; } = [.. plugins.SelectMany(static plugin => plugin.Agents)];

    public IReadOnlyList<ITool> Tools { get; } = [.. plugins.SelectMany(static plugin => plugin.Tools)];

    public IReadOnlyList<KeyValuePair<string, Func<AgentServices, AgentGraphBuilder>>> Kinds { get; } = [.. plugins.SelectMany(static plugin => plugin.Kinds)];

    public IReadOnlyList<IHook> Hooks { get; } = [.. plugins.SelectMany(static plugin => plugin.Hooks)];

    public IReadOnlyList<string> Errors => errors;
}
