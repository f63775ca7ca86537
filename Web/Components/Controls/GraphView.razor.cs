using System.Globalization;
using Microsoft.AspNetCore.Components;
using Switchyard.Web.Graphs;

namespace Switchyard.Web.Components.Controls;

/// <summary>An agent's graph, and where in it a run is.</summary>
public sealed partial class GraphView
{
    private FlowGraph? _graph;
    private FlowPicture? _picture;
    private string? _drawn;

    /// <summary>Gets or sets the graph as a Mermaid flowchart.</summary>
    [Parameter, EditorRequired]
    public required string Mermaid { get; set; }

    /// <summary>Gets or sets where a run is; <see langword="null"/> where the graph is shown for itself.</summary>
    [Parameter]
    public GraphActivity? Activity { get; set; }

    private string Description => _graph is null ? string.Empty : $"Graph. {string.Join(". ", Sentences(_graph))}.";

    protected override void OnParametersSet()
    {
        // Laying out costs more than drawing, and the graph of a run does not change.
        if (_drawn != Mermaid)
        {
            _drawn = Mermaid;
            _graph = MermaidReader.Read(Mermaid);
            _picture = _graph is null ? null : FlowLayout.Build(_graph);
        }
    }

    private static string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Sentences(FlowGraph graph)
    {
        var names = graph.Nodes.ToDictionary(static node => node.Id, static node => node.Text, StringComparer.Ordinal);
        return graph.Edges.Select(edge => $"{names[edge.From]} leads to {names[edge.To]}{(edge.Label is null ? null : $" if {edge.Label}")}");
    }

    private int Visits(PlacedNode node) => Activity?[node.Node.Path].Visits ?? 0;

    private string Css(PlacedNode node)
    {
        var standing = node.Node.Kind is FlowNodeKind.Step or FlowNodeKind.Group ? Activity?[node.Node.Path].Standing ?? NodeStanding.Untouched : NodeStanding.Untouched;
        return $"node {node.Node.Kind.ToString().ToLowerInvariant()} {standing.ToString().ToLowerInvariant()}";
    }
}
