namespace Switchyard.Web.Graphs;

/// <summary>Lays a graph out from the top down, in pixels. The same graph always gives the same picture.</summary>
internal sealed class FlowLayout
{
    private const double Margin = 6;
    private const double NodeHeight = 34;
    private const double PoleWidth = 62;
    private const double PoleHeight = 24;
    private const double NodeCharWidth = 7.4;
    private const double NodePadding = 44;
    private const double GroupPadding = 10;
    private const double GroupTitle = 22;
    private const double LoopWidth = 34;
    private const double LayerGap = 16;

    private readonly FlowGraph _graph;
    private readonly Dictionary<string, FlowPicture> _inner;
    private readonly FlowLayers _layers;
    private readonly double[] _tops;
    private readonly List<PlacedNode> _nodes = [];
    private readonly List<PlacedEdge> _edges = [];

    private FlowLayout(FlowGraph graph)
    {
        _graph = graph;
        _inner = graph.Nodes.Where(static node => node.Inner is not null).ToDictionary(static node => node.Id, static node => Build(node.Inner!), StringComparer.Ordinal);
        _layers = FlowLayers.Build(graph, node => Measure(node) switch { var (width, height) => (width + (2 * LoopRoom(node)), height) });
        LayerOrder.Arrange(_layers.Layers);
        LayerPlacement.Place(_layers.Layers);
        _tops = [.. Tops()];
    }

    public static FlowPicture Build(FlowGraph graph) => new FlowLayout(graph).Draw();

    private FlowPicture Draw()
    {
        var items = _layers.Layers.SelectMany(static layer => layer).ToList();
        var left = items.Select(static item => item.X - (item.Width / 2)).DefaultIfEmpty().Min() - Margin;
        var right = items.Select(static item => item.X + (item.Width / 2)).DefaultIfEmpty().Max() + Margin;
        items.ForEach(item => item.X -= left);
        for (var layer = 0; layer < _layers.Layers.Count; layer++)
        {
            foreach (var item in _layers.Layers[layer].Where(static item => item.Node is not null))
            {
                PlaceNode(item.Node!, item.X, _tops[layer] + ((HeightOf(layer) - item.Height) / 2));
            }
        }

        _edges.AddRange(_layers.Edges.Select(PlaceEdge));
        return new FlowPicture(right - left, _tops[^1] + Margin - LayerGap, _nodes, _edges);
    }

    private (double Width, double Height) Measure(FlowNode node) => node.Kind switch
    {
        FlowNodeKind.Start or FlowNodeKind.End => (PoleWidth, PoleHeight),
        FlowNodeKind.Group when _inner[node.Id] is var inner => (Math.Max(inner.Width, TextWidth(node)) + (2 * GroupPadding), inner.Height + GroupTitle + GroupPadding),
        _ => (TextWidth(node), NodeHeight),
    };

    private static double TextWidth(FlowNode node) => (node.Text.Length * NodeCharWidth) + NodePadding;

    private double LoopRoom(FlowNode node) => _graph.Edges.Where(edge => edge.From == node.Id && edge.To == node.Id)
        .Select(static edge => LoopWidth + (edge.Label is null ? 0 : FlowLayers.WidthOf(edge.Label))).DefaultIfEmpty().Max();

    private double HeightOf(int layer) => _layers.Layers[layer].Select(static item => item.Height).DefaultIfEmpty().Max();

    // One more than there are layers: the last is the end of the picture.
    private IEnumerable<double> Tops()
    {
        var top = Margin;
        for (var layer = 0; layer < _layers.Layers.Count; layer++)
        {
            yield return top;
            top += HeightOf(layer) + LayerGap;
        }

        yield return top;
    }

    private void PlaceNode(FlowNode node, double x, double y)
    {
        var (width, height) = Measure(node);
        var placed = new PlacedNode(node, x - (width / 2), y, width, height);
        _nodes.Add(placed);
        foreach (var loop in _graph.Edges.Where(edge => edge.From == node.Id && edge.To == node.Id))
        {
            _edges.Add(EdgePath.Loop(loop, placed, LoopWidth));
        }

        if (_inner.TryGetValue(node.Id, out var inner))
        {
            var (left, top) = (x - (inner.Width / 2), y + GroupTitle);
            _nodes.AddRange(inner.Nodes.Select(part => part with { X = part.X + left, Y = part.Y + top }));
            _edges.AddRange(inner.Edges.Select(edge => edge.Move(left, top)));
        }
    }

    private PlacedEdge PlaceEdge(LayerEdge edge)
    {
        var path = new EdgePath();
        for (var i = 0; i < edge.Items.Count; i++)
        {
            var (item, layer) = (edge.Items[i], edge.TopLayer + i);
            var isNode = item.Node is not null;
            var (top, height) = isNode ? (_tops[layer] + ((HeightOf(layer) - item.Height) / 2), item.Height) : (_tops[layer], HeightOf(layer));
            if (i == 0)
            {
                path.Add(PortOf(item, item.Below, edge.Items[1]), top + height);
            }
            else if (i == edge.Items.Count - 1)
            {
                path.Add(PortOf(item, item.Above, edge.Items[i - 1]), top);
            }
            else
            {
                path.Pass(item, top, height);
            }
        }

        return path.Close(edge);
    }

    // Edges share a side of their node, in the order in which they lie.
    private static double PortOf(LayerItem node, List<LayerItem> beside, LayerItem toward)
    {
        var place = beside.OrderBy(static item => item.X).ToList().IndexOf(toward);
        var pitch = Math.Min(18, node.Width * 0.6 / beside.Count);
        return node.X + ((place - ((beside.Count - 1) / 2.0)) * pitch);
    }
}
