namespace Switchyard.Agents.Graphs;

/// <summary>What is to be different in a fork or a replay of a run.</summary>
/// <typeparam name="TState">The graph's state.</typeparam>
/// <param name="Description">What is changed, for people to read.</param>
/// <param name="Apply">Makes the changed state; without side effects.</param>
public sealed record StateChange<TState>(string Description, Func<TState, TState> Apply);
