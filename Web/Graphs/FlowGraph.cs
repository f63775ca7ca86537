namespace Switchyard.Web.Graphs;

/// <summary>A graph that is to be drawn.</summary>
/// <param name="Nodes">Its nodes, in the order in which they were written.</param>
/// <param name="Edges">Its edges; both ends of each are among the nodes.</param>
internal sealed record FlowGraph(IReadOnlyList<FlowNode> Nodes, IReadOnlyList<FlowEdge> Edges);
