namespace Switchyard.Web.Graphs;

/// <summary>
/// A graph in layers (Sugiyama, Tagawa and Toda, 1981). Nodes lie in the even layers; edges pass all layers between their ends as items of their own, so that
/// neither they nor their labels, which have the odd layers, run into anything.
/// </summary>
internal sealed class FlowLayers
{
    private const double PassWidth = 10;
    private const double LabelHeight = 18;
    private const double LabelCharWidth = 6.3;
    private const double LabelPadding = 12;

    private readonly Dictionary<string, (int Layer, LayerItem Item)> _nodes = new(StringComparer.Ordinal);
    private readonly List<LayerEdge> _edges = [];

    private FlowLayers(FlowGraph graph, Func<FlowNode, (double Width, double Height)> measure)
    {
        var ranks = FlowRanks.Of(graph);
        foreach (var node in graph.Nodes)
        {
            Add(node, ranks[node.Id] * 2, measure(node));
        }

        foreach (var edge in graph.Edges.Where(static edge => edge.From != edge.To))
        {
            Add(edge, ranks.LeadsBack(edge));
        }
    }

    /// <summary>Gets the layers from the top.</summary>
    public List<List<LayerItem>> Layers { get; } = [];

    /// <summary>Gets the edges between different nodes.</summary>
    public IReadOnlyList<LayerEdge> Edges => _edges;

    /// <summary>Builds the layers of <paramref name="graph"/>, whose nodes are as large as <paramref name="measure"/> says.</summary>
    public static FlowLayers Build(FlowGraph graph, Func<FlowNode, (double Width, double Height)> measure) => new(graph, measure);

    /// <summary>Says how wide a label is.</summary>
    public static double WidthOf(string? label) => label is null ? PassWidth : (label.Length * LabelCharWidth) + LabelPadding;

    private void Add(FlowNode node, int layer, (double Width, double Height) size)
    {
        var item = new LayerItem { Node = node, Width = size.Width, Height = size.Height };
        _nodes.Add(node.Id, (layer, item));
        LayerAt(layer).Add(item);
    }

    private void Add(FlowEdge edge, bool isUpwards)
    {
        var (top, bottom) = isUpwards ? (_nodes[edge.To], _nodes[edge.From]) : (_nodes[edge.From], _nodes[edge.To]);

        // The label stands where the edge begins.
        var labelled = isUpwards ? bottom.Layer - 1 : top.Layer + 1;
        var items = new List<LayerItem> { top.Item };
        for (var layer = top.Layer + 1; layer < bottom.Layer; layer++)
        {
            var hasLabel = layer == labelled && edge.Label is not null;
            var item = new LayerItem { Label = hasLabel ? edge : null, Width = hasLabel ? WidthOf(edge.Label) : PassWidth, Height = hasLabel ? LabelHeight : 0 };
            LayerAt(layer).Add(item);
            items.Add(item);
        }

        items.Add(bottom.Item);
        foreach (var (upper, lower) in items.Zip(items.Skip(1)))
        {
            upper.Below.Add(lower);
            lower.Above.Add(upper);
        }

        _edges.Add(new LayerEdge(edge, isUpwards, top.Layer, items));
    }

    private List<LayerItem> LayerAt(int index)
    {
        while (Layers.Count <= index)
        {
            Layers.Add([]);
        }

        return Layers[index];
    }
}
