using Switchyard.Agents.Graphs;

namespace Switchyard.Agents.Composition.Handoffs;

/// <summary>A node for each member, an edge for each handoff that is allowed.</summary>
internal static class HandoffGraph
{
    public static CompiledGraph<HandoffState> Build(string name, IReadOnlyList<HandoffMember> members, MemberSet agents, HandoffRules rules)
    {
        var graph = new StateGraph<HandoffState>(name, CompositionJson.Default.HandoffState) { StepLimit = rules.MaxHandoffs + 1 };
        graph.SetEntry(members[0].Agent.Name);
        foreach (var member in members)
        {
            var node = new HandoffNode(member, agents, rules);
            graph.AddNode(member.Agent.Name, node).AddConditionalEdge(member.Agent.Name, static state => state.Next ?? StateGraph.End, [StateGraph.End, .. member.To]);
        }

        return graph.Compile();
    }
}
