using Switchyard.Agents.Graphs;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;

namespace Switchyard.Agents.Composition.Handoffs;

/// <summary>One member works: it answers, or hands over.</summary>
internal sealed class HandoffNode(HandoffMember member, MemberSet agents, HandoffRules rules) : INode<HandoffState>
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
        return result.Handoff is { } handoff
            ? await HandOverAsync(context, state, handoff, cancellationToken).ConfigureAwait(false)
            : CompositionState.Answer(state, member.Agent.Name, result);
    }

    private async Task<HandoffState> HandOverAsync(NodeContext context, HandoffState state, AgentHandoff handoff, CancellationToken cancellationToken)
    {
        if (!member.To.Contains(handoff.Agent))
        {
            return CompositionState.Fail(state, $"'{member.Agent.Name}' wanted to hand over to '{handoff.Agent}', which it may not; it may to: {string.Join(", ", member.To)}.");
        }

        if (state.Handoffs >= rules.MaxHandoffs)
        {
            return CompositionState.Fail(state, $"The agents handed over {rules.MaxHandoffs} times without an answer.");
        }

        var next = state.HandOver(handoff);
        var call = new AgentCallHookContext(HookPoint.HandoffStarting)
        {
            RunId = context.RunId,
            Agent = member.Agent.Name,
            User = state.Task.User,
            Step = context.Step,
            Node = context.Node,
            Target = handoff.Agent,
            Input = next.Input,
        };
        var verdict = await rules.Hooks.RunAsync(call, cancellationToken).ConfigureAwait(false);
        return verdict.IsVetoed
            ? CompositionState.Fail(state, $"The handoff from '{member.Agent.Name}' to '{handoff.Agent}' was refused: {verdict.Reason} ({verdict.Hook})")
            : next with { Input = call.Input };
    }
}
