namespace Switchyard.Web.Graphs;

/// <summary>A node where it is drawn.</summary>
/// <param name="Node">The node.</param>
/// <param name="X">The left edge.</param>
/// <param name="Y">The upper edge.</param>
/// <param name="Width">How wide it is.</param>
/// <param name="Height">How high it is.</param>
internal sealed record PlacedNode(FlowNode Node, double X, double Y, double Width, double Height);
