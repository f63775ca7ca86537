using Switchyard.Agents.Definitions;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Reasoning;

namespace Switchyard.AgentHost.Members;

/// <summary>Makes the agents of one run.</summary>
/// <param name="Graphs">The kinds of agents there are.</param>
/// <param name="Journal">Where runs are written down.</param>
/// <param name="ServicesOf">What an agent works with, the agents it may call not counted.</param>
internal sealed record AgentMaker(AgentGraphs Graphs, IRunJournal Journal, Func<AgentDefinition, AgentServices> ServicesOf)
{
    public GraphAgent Create(AgentDefinition definition, AgentServices services) => new(definition, services, Journal, Graphs);

    /// <summary>Whether an agent can hand over: its model is shown tools.</summary>
    public bool ShowsTools(AgentDefinition definition) => Graphs.ShowsTools(definition.Kind, ServicesOf(definition));
}
