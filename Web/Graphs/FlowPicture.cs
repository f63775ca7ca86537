namespace Switchyard.Web.Graphs;

/// <summary>A graph laid out, with what is in its groups; groups come before what is in them.</summary>
internal sealed record FlowPicture(double Width, double Height, IReadOnlyList<PlacedNode> Nodes, IReadOnlyList<PlacedEdge> Edges);
