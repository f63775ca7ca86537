namespace Switchyard.Agents.Graphs;

/// <summary>The work of a node.</summary>
/// <typeparam name="TState">The graph's state, an immutable record.</typeparam>
/// <remarks>
/// Called from its first line whenever the run goes on at this node: all that reaches outside, and all that may differ the next time (the clock, chance, a
/// model), goes through <see cref="NodeContext.EffectAsync"/>, whose recorded results make the second time like the first. Safe for concurrent runs.
/// </remarks>
public interface INode<TState>
{
    /// <summary>Does the work.</summary>
    /// <param name="context">What the node may do besides computing; valid until the method is done.</param>
    /// <param name="state">The state as the steps before left it.</param>
    /// <param name="cancellationToken">Fires when the run is paused.</param>
    /// <returns>The next state.</returns>
    ValueTask<TState> RunAsync(NodeContext context, TState state, CancellationToken cancellationToken);
}
