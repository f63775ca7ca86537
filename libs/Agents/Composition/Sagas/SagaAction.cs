using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.Composition.Sagas;

/// <summary>Something that a step of a saga does, or that undoes it.</summary>
/// <remarks>Safe for concurrent calls. What it throws is its failure; see <see cref="EffectDidNotHappenException"/>.</remarks>
public sealed record SagaAction
{
    /// <summary>Gets what may be done when nobody knows whether it happened. Of an unsafe action of which nobody knows, a person says what became of it.</summary>
    public required EffectClass Class { get; init; }

    /// <summary>Gets what does it.</summary>
    public required Func<SagaCall, CancellationToken, Task<SagaOutcome>> RunAsync { get; init; }

    /// <summary>Gets what asks the other side whether a call of a key happened; required for <see cref="EffectClass.AsksRemote"/>, unused elsewhere.</summary>
    public Func<string, CancellationToken, Task<EffectStatus<SagaOutcome>>>? AskStatusAsync { get; init; }

    internal IAgent? Agent { get; private init; }

    /// <summary>Has an agent do it.</summary>
    /// <param name="agent">The agent; where it does not succeed, the action fails.</param>
    /// <param name="input">Makes what the agent is asked of the saga's task and results; without side effects.</param>
    public static SagaAction Of(IAgent agent, Func<SagaCall, string> input)
    {
        ArgumentNullException.ThrowIfNull(agent);
        ArgumentNullException.ThrowIfNull(input);
        return new SagaAction
        {
            Agent = agent,
            Class = EffectClass.Idempotent,
            RunAsync = async (call, cancellationToken) =>
            {
                var task = call.Task with { RunId = MemberRuns.IdOf(call.OwnKey), Input = input(call) };
                var result = await MemberRuns.RunAsync(agent, task, cancellationToken).ConfigureAwait(false);
                return CompositionState.FindError(agent.Name, result) is { } error
                    ? throw new InvalidOperationException(error)
                    : new SagaOutcome(result.Output ?? "") { Usage = result.Usage, Latency = result.Latency };
            },
        };
    }
}
