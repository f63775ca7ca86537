namespace Switchyard.Agents.Graphs;

/// <summary>The work of a node, as a delegate; see <see cref="INode{TState}"/>.</summary>
/// <typeparam name="TState">The graph's state.</typeparam>
/// <param name="context">What the node may do besides computing.</param>
/// <param name="state">The state as the steps before left it.</param>
/// <param name="cancellationToken">Fires when the run is paused.</param>
/// <returns>The next state.</returns>
public delegate ValueTask<TState> NodeFunction<TState>(NodeContext context, TState state, CancellationToken cancellationToken);
