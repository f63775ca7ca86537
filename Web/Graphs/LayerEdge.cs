namespace Switchyard.Web.Graphs;

/// <summary>An edge on its way through the layers.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="IsUpwards">Whether it leads from the lower node to the upper one: back to where the graph has been.</param>
/// <param name="TopLayer">The layer of the upper node.</param>
/// <param name="Items">The upper node, where the edge passes the layers between, and the lower node.</param>
internal sealed record LayerEdge(FlowEdge Edge, bool IsUpwards, int TopLayer, IReadOnlyList<LayerItem> Items);
