namespace Switchyard.Agents.Graphs.Runs;

/// <summary>Reads states that other versions of a graph may have written.</summary>
internal static class GraphReplay
{
    /// <summary>The state of a position, carried over by migrations where there are some; a version without one is read as it is.</summary>
    public static TState ReadState<TState>(CompiledGraph<TState> graph, RunPosition position)
    {
        GraphChange.MigrateState(position, graph.Shape);
        return position.Root.State.Read(graph.StateType);
    }
}
