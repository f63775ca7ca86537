using Switchyard.AgentPlugins;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Reasoning;
using Switchyard.Agents.Tools;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Plugins;

/// <summary>What a plugin said when it was loaded.</summary>
internal sealed record AgentPlugin(
    IReadOnlyList<AgentDocument> Agents,
    IReadOnlyList<ITool> Tools,
    IReadOnlyDictionary<string, Func<AgentServices, AgentGraphBuilder>> Kinds,
    IReadOnlyList<IHook> Hooks)
{
    public static AgentPlugin Read(IAgentPlugin plugin) => new([.. plugin.Agents], [.. plugin.Tools], new Dictionary<string, Func<AgentServices, AgentGraphBuilder>>(plugin.Kinds), [.. plugin.Hooks]);
}
