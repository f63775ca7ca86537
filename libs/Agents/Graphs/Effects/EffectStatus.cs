namespace Switchyard.Agents.Graphs.Effects;

/// <summary>What the other side says about an effect, with the result where it happened.</summary>
/// <typeparam name="TResult">The effect's result.</typeparam>
/// <param name="Answer">Whether it happened.</param>
/// <param name="Result">The result, where it happened.</param>
public readonly record struct EffectStatus<TResult>(EffectAnswer Answer, TResult? Result = default);
