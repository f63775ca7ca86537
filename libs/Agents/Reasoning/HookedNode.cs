using Switchyard.Agents.Graphs;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;

namespace Switchyard.Agents.Reasoning;

/// <summary>A node whose steps hooks see. They are seen again where a run goes on in the middle of a step: only calls are made once.</summary>
internal sealed class HookedNode(HookPipeline hooks, TimeProvider time, NodeFunction<AgentState> work) : INode<AgentState>
{
    public async ValueTask<AgentState> RunAsync(NodeContext context, AgentState state, CancellationToken cancellationToken)
    {
        if (state.IsDone)
        {
            return state;
        }

        if (!hooks.HasHooks(HookPoint.StepStarting) && !hooks.HasHooks(HookPoint.StepEnded) && !hooks.HasHooks(HookPoint.Checkpointed))
        {
            return await work(context, state, cancellationToken).ConfigureAwait(false);
        }

        await CheckpointAsync(context, state, cancellationToken).ConfigureAwait(false);
        var step = Create(HookPoint.StepStarting, context, state, context.Step);
        var started = time.GetTimestamp();
        var verdict = await hooks.RunAsync(step, cancellationToken).ConfigureAwait(false);
        if (verdict.IsVetoed)
        {
            throw new InvalidOperationException($"The step was refused: {verdict.Reason} ({verdict.Hook})");
        }

        var next = await work(context, state, cancellationToken).ConfigureAwait(false);
        step.Point = HookPoint.StepEnded;
        step.Duration = time.GetElapsedTime(started);
        await hooks.RunAsync(step, cancellationToken).ConfigureAwait(false);
        return next;
    }

    /// <summary>A step that begins means that the one before is durable.</summary>
    private async ValueTask CheckpointAsync(NodeContext context, AgentState state, CancellationToken cancellationToken)
    {
        if (context.Step > 1)
        {
            await hooks.RunAsync(Create(HookPoint.Checkpointed, context, state, context.Step - 1), cancellationToken).ConfigureAwait(false);
        }
    }

    private static StepHookContext Create(HookPoint point, NodeContext context, AgentState state, int step) =>
        new(point) { RunId = context.RunId, Agent = state.Definition.Id, User = state.User, Step = step, Node = point == HookPoint.Checkpointed ? null : context.Node };
}
