using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs;

namespace Switchyard.Agents.Reasoning.Runs;

/// <summary>Gives a run another definition, for forks and replays.</summary>
internal static class AgentChange
{
    public static StateChange<AgentState> To(AgentDefinition definition) => new(
        $"The definition is version {definition.Version} with the model '{definition.Model ?? "default"}'.",
        state => state with { Definition = definition });
}
