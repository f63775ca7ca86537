namespace Switchyard.Web.Graphs;

/// <summary>An edge of a graph that is to be drawn, between the <see cref="FlowNode.Id"/>s of two nodes.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it leads.</param>
/// <param name="Kind">How it is taken.</param>
/// <param name="Label">What is written on it.</param>
internal sealed record FlowEdge(string From, string To, FlowEdgeKind Kind, string? Label);
