using System.Globalization;
using System.Text;

namespace Switchyard.Web.Graphs;

/// <summary>Draws one edge: down from point to point, upright at each, and a head where it leads to.</summary>
internal sealed class EdgePath
{
    private const double HeadLength = 7;
    private const double HeadWidth = 3.6;
    private const double BaseLine = 4;

    private readonly List<(double X, double Y)> _points = [];
    private (double X, double Y) _label;

    /// <summary>Draws an edge from a node to itself, at its right side.</summary>
    public static PlacedEdge Loop(FlowEdge edge, PlacedNode node, double width)
    {
        var (x, top, bottom) = (node.X + node.Width, node.Y + (node.Height * 0.25), node.Y + (node.Height * 0.75));
        var bow = x + width - 6;
        var path = string.Create(CultureInfo.InvariantCulture, $"M{x:0.#} {top:0.#}C{bow:0.#} {top:0.#} {bow:0.#} {bottom:0.#} {x + HeadLength:0.#} {bottom:0.#}");
        var head = string.Create(CultureInfo.InvariantCulture, $"M{x + HeadLength:0.#} {bottom - HeadWidth:0.#}L{x:0.#} {bottom:0.#}L{x + HeadLength:0.#} {bottom + HeadWidth:0.#}z");
        return new PlacedEdge(edge, path, head, x + width + (FlowLayers.WidthOf(edge.Label) / 2), node.Y + (node.Height / 2) + BaseLine);
    }

    public void Add(double x, double y) => _points.Add((x, y));

    /// <summary>Passes a layer straight down.</summary>
    public void Pass(LayerItem item, double top, double height)
    {
        Add(item.X, top);
        Add(item.X, top + height);
        if (item.Label is not null)
        {
            _label = (item.X, top + (height / 2) + BaseLine);
        }
    }

    public PlacedEdge Close(LayerEdge edge)
    {
        if (edge.IsUpwards)
        {
            _points.Reverse();
        }

        // The line ends where the head begins.
        var (tipX, tipY) = _points[^1];
        var back = edge.IsUpwards ? HeadLength : -HeadLength;
        _points[^1] = (tipX, tipY + back);
        var head = string.Create(CultureInfo.InvariantCulture, $"M{tipX - HeadWidth:0.#} {tipY + back:0.#}L{tipX:0.#} {tipY:0.#}L{tipX + HeadWidth:0.#} {tipY + back:0.#}z");
        return new PlacedEdge(edge.Edge, Line(), head, _label.X, _label.Y);
    }

    private string Line()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"M{_points[0].X:0.#} {_points[0].Y:0.#}");
        foreach (var (from, to) in _points.Zip(_points.Skip(1)))
        {
            var middle = (from.Y + to.Y) / 2;
            text.Append(CultureInfo.InvariantCulture, $"C{from.X:0.#} {middle:0.#} {to.X:0.#} {middle:0.#} {to.X:0.#} {to.Y:0.#}");
        }

        return text.ToString();
    }
}
