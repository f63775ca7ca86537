using System.Text.Json.Serialization.Metadata;

namespace Switchyard.Agents.Graphs.Effects;

/// <summary>Something outside of the run that a node does: a model call, a tool call.</summary>
/// <typeparam name="TArguments">What it is called with.</typeparam>
/// <typeparam name="TResult">What it gives.</typeparam>
/// <remarks>Immutable; safe for concurrent calls where <see cref="RunAsync"/> is. What it throws is journalled as its failure; see <see cref="EffectDidNotHappenException"/>.</remarks>
public sealed record Effect<TArguments, TResult>
{
    /// <summary>Gets the name, which is part of every call's key.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what may be done when nobody knows whether it happened.</summary>
    public required EffectClass Class { get; init; }

    /// <summary>Gets how the arguments are written as JSON.</summary>
    public required JsonTypeInfo<TArguments> ArgumentsType { get; init; }

    /// <summary>Gets how the result is written as JSON.</summary>
    public required JsonTypeInfo<TResult> ResultType { get; init; }

    /// <summary>Gets what does it.</summary>
    public required Func<EffectCall<TArguments>, CancellationToken, Task<TResult>> RunAsync { get; init; }

    /// <summary>Gets what asks the other side whether a call of a key happened; required for <see cref="EffectClass.AsksRemote"/>, unused elsewhere.</summary>
    public Func<string, CancellationToken, Task<EffectStatus<TResult>>>? AskStatusAsync { get; init; }
}
