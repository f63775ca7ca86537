namespace Switchyard.Web.Graphs;

/// <summary>What takes room in a layer: a node, or an edge on its way through. Where it lies is found out step by step.</summary>
internal sealed class LayerItem
{
    /// <summary>Gets the node; <see langword="null"/> where an edge passes.</summary>
    public FlowNode? Node { get; init; }

    /// <summary>Gets the edge whose label is written here.</summary>
    public FlowEdge? Label { get; init; }

    public required double Width { get; init; }

    public required double Height { get; init; }

    /// <summary>Gets or sets where the middle is.</summary>
    public double X { get; set; }

    /// <summary>Gets what it is connected with in the layer above.</summary>
    public List<LayerItem> Above { get; } = [];

    /// <summary>Gets what it is connected with in the layer below.</summary>
    public List<LayerItem> Below { get; } = [];
}
