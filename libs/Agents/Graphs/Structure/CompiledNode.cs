namespace Switchyard.Agents.Graphs.Structure;

/// <summary>A node, how it is left, and where the branches that leave it meet.</summary>
internal sealed record CompiledNode<TState>(GraphNode<TState> Node, GraphEdge<TState> Edge, string? MeetingPoint);
