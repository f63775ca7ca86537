namespace Switchyard.Agents.Graphs;

/// <summary>Makes one state of those of parallel branches. Without side effects: it may be called again when a run goes on.</summary>
/// <typeparam name="TState">The graph's state.</typeparam>
/// <param name="before">The state with which every branch began.</param>
/// <param name="branches">The state each branch ended with, in the order in which the branches were declared.</param>
/// <returns>The state with which the graph goes on.</returns>
public delegate TState Reducer<TState>(TState before, IReadOnlyList<TState> branches);
