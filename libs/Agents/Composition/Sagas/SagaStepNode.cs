using Switchyard.Agents.Graphs;
using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.Composition.Sagas;

/// <summary>Does a step. Where it fails, what was done is to be undone.</summary>
internal sealed class SagaStepNode(SagaStep step, MemberSet members) : INode<SagaState>
{
    public async ValueTask<SagaState> RunAsync(NodeContext context, SagaState state, CancellationToken cancellationToken)
    {
        if (BudgetShare.FindExcess(state) is { } excess)
        {
            return Fail(state, excess);
        }

        try
        {
            var done = state.Add(step.Name, await SagaEffects.DoAsync(context, step.Name, step.Action, state, members, cancellationToken).ConfigureAwait(false));
            return step.Compensation is null ? done : done with { Undo = [.. done.Undo, step.Name] };
        }
        catch (EffectFailedException failure)
        {
            // With an idempotent effect nobody knows whether it happened before it failed; of every other class it is known that it did not.
            var mayHaveHappened = step is { Action.Class: EffectClass.Idempotent, Compensation: not null };
            return Fail(mayHaveHappened ? state with { Undo = [.. state.Undo, step.Name] } : state, failure.Error);
        }
    }

    private SagaState Fail(SagaState state, string error) => state with { Output = null, Error = $"Step '{step.Name}' failed: {error}" };
}
