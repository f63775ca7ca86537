using Switchyard.Agents.Graphs;

namespace Switchyard.Agents.Composition.Handoffs;

/// <summary>One member works: it answers, or hands over.</summary>
internal sealed class HandoffNode(HandoffMember member, MemberSet agents, int maxHandoffs) : INode<HandoffState>
{
    public async ValueTask<HandoffState> RunAsync(NodeContext context, HandoffState state, CancellationToken cancellationToken)
    {
        state = state with { Next = null };
        if (BudgetShare.FindExcess(state) is { } excess)
        {
            return CompositionState.Fail(state, excess);
        }

        var task = agents.TaskOf(state) with { Input = state.Input, History = state.History, Scratchpad = state.Scratchpad };
        var result = await agents.AskAsync(context, member.Agent.Name, task, cancellationToken).ConfigureAwait(false);
        state = CompositionState.Count(state, result);
        return result.Handoff is { } handoff ? HandOver(state, handoff) : CompositionState.Answer(state, member.Agent.Name, result);
    }

    private HandoffState HandOver(HandoffState state, AgentHandoff handoff)
    {
        if (!member.To.Contains(handoff.Agent))
        {
            return CompositionState.Fail(state, $"'{member.Agent.Name}' wanted to hand over to '{handoff.Agent}', which it may not; it may to: {string.Join(", ", member.To)}.");
        }

        return state.Handoffs < maxHandoffs
            ? state.HandOver(handoff)
            : CompositionState.Fail(state, $"The agents handed over {maxHandoffs} times without an answer.");
    }
}
