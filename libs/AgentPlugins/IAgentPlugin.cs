using Switchyard.Agents.Hooks;
using Switchyard.Agents.Reasoning;
using Switchyard.Agents.Tools;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentPlugins;

/// <summary>What an assembly adds to an AgentHost: agents, tools, kinds of agents, hooks. Made once, when the host starts, by a public constructor without parameters.</summary>
/// <remarks>A plugin is code with all the host's rights. Agents have their versions as those in YAML do: what is changed is the next version, and runs keep theirs. All hosts of one database are given the same plugins: any of them goes on with any run.</remarks>
public interface IAgentPlugin
{
    /// <summary>Gets the agents. Default: none.</summary>
    IReadOnlyList<AgentDocument> Agents => [];

    /// <summary>Gets tools for any agent of the host. Default: none.</summary>
    IReadOnlyList<ITool> Tools => [];

    /// <summary>Gets kinds of agents, by the name that definitions choose them by. Default: none.</summary>
    IReadOnlyDictionary<string, Func<AgentServices, AgentGraphBuilder>> Kinds => new Dictionary<string, Func<AgentServices, AgentGraphBuilder>>();

    /// <summary>Gets hooks that look at all runs of the host. Default: none.</summary>
    IReadOnlyList<IHook> Hooks => [];
}
