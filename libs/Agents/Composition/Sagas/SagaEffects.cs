using Switchyard.Agents.Graphs;
using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.Composition.Sagas;

/// <summary>Calls the actions of a saga as effects.</summary>
internal static class SagaEffects
{
    /// <summary>Does a step; its agent may use what the saga's budget leaves.</summary>
    /// <exception cref="EffectFailedException">The action failed.</exception>
    public static Task<SagaOutcome> DoAsync(NodeContext context, string step, SagaAction action, SagaState state, MemberSet members, CancellationToken cancellationToken) =>
        CallAsync(context, step, action, state, members.TaskOf(state), members, cancellationToken);

    /// <summary>Undoes a step; its agent may use as much as the whole saga, because a budget that is used up is among the reasons to undo.</summary>
    /// <exception cref="EffectFailedException">The action failed.</exception>
    public static Task<SagaOutcome> UndoAsync(NodeContext context, string step, SagaAction action, SagaState state, MemberSet members, CancellationToken cancellationToken) =>
        CallAsync(context, SagaGraph.UndoPrefix + step, action, state, members.TaskOf(state) with { Budget = state.Task.Budget }, members, cancellationToken);

    private static Task<SagaOutcome> CallAsync(NodeContext context, string step, SagaAction action, SagaState state, AgentTask task, MemberSet members, CancellationToken cancellationToken)
    {
        if (action.Agent is { } agent && CallPaths.FindProblem(task.CallPath, agent.Name) is { } problem)
        {
            throw new EffectFailedException(step, problem);
        }

        return context.EffectAsync(EffectOf(step, action, context.RunId, members), new SagaCall { Task = task, Results = state.Results }, cancellationToken);
    }

    private static Effect<SagaCall, SagaOutcome> EffectOf(string step, SagaAction action, Guid runId, MemberSet members) => new()
    {
        Name = action.Agent is { } agent ? MemberSet.EffectNameOf(agent) : step,
        Class = action.Class,
        ArgumentsType = CompositionJson.Default.SagaCall,
        ResultType = CompositionJson.Default.SagaOutcome,
        AskStatusAsync = action.AskStatusAsync,
        RunAsync = (call, cancellationToken) =>
        {
            var onEvent = action.Agent is { } member ? members.Observers.OfMember(runId, member.Name, MemberRuns.IdOf(call.OwnKey)) : null;
            return action.RunAsync(call.Arguments with { Key = call.Key, OwnKey = call.OwnKey, Task = call.Arguments.Task with { OnEvent = onEvent } }, cancellationToken);
        },
    };
}
