using Switchyard.Agents.Graphs;
using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.Composition.Sagas;

/// <summary>Undoes a step. What cannot be undone is not passed over: a person says when to try again, or that it is undone.</summary>
internal sealed class SagaUndoNode(string step, SagaAction compensation, MemberSet members) : INode<SagaState>
{
    private const string TryAgain = "try again";
    private const string IsUndone = "it is undone";

    public async ValueTask<SagaState> RunAsync(NodeContext context, SagaState state, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var outcome = await SagaEffects.UndoAsync(context, step, compensation, state, members, cancellationToken).ConfigureAwait(false);
                return Undone(state with { Usage = state.Usage + outcome.Usage, Worked = state.Worked + outcome.Latency });
            }
            catch (EffectFailedException failure)
            {
                var question = $"{state.Error} Undoing step '{step}' failed too: {failure.Error} Try again, or undo it by hand?";
                if (await context.AskAsync(question, [TryAgain, IsUndone], cancellationToken).ConfigureAwait(false) == IsUndone)
                {
                    return Undone(state);
                }
            }
        }
    }

    private static SagaState Undone(SagaState state) => state with { Undo = [.. state.Undo.SkipLast(1)] };
}
