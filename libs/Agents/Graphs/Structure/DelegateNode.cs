namespace Switchyard.Agents.Graphs.Structure;

/// <summary>A delegate as a node.</summary>
internal sealed class DelegateNode<TState>(NodeFunction<TState> function) : INode<TState>
{
    public ValueTask<TState> RunAsync(NodeContext context, TState state, CancellationToken cancellationToken) => function(context, state, cancellationToken);
}
