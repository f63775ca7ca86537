namespace Switchyard.Web.Graphs;

/// <summary>Finds how far down each node of a graph lies: below all that leads to it, edges that lead back to where the graph has been left out.</summary>
internal sealed class FlowRanks
{
    private readonly ILookup<string, FlowEdge> _edges;
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _finished = [];
    private readonly HashSet<FlowEdge> _back = [];
    private readonly Dictionary<string, int> _ranks = new(StringComparer.Ordinal);

    private FlowRanks(FlowGraph graph)
    {
        _edges = graph.Edges.Where(static edge => edge.From != edge.To).ToLookup(static edge => edge.From, StringComparer.Ordinal);
        foreach (var node in graph.Nodes)
        {
            Visit(node.Id);
        }

        Descend();

        // Whatever ends early waits at the bottom: the end is one place.
        var last = _ranks.Values.DefaultIfEmpty().Max();
        foreach (var end in graph.Nodes.Where(static node => node.Kind == FlowNodeKind.End))
        {
            _ranks[end.Id] = last;
        }
    }

    public static FlowRanks Of(FlowGraph graph) => new(graph);

    /// <summary>Gets the rank of a node, from 0.</summary>
    public int this[string id] => _ranks[id];

    public bool LeadsBack(FlowEdge edge) => _back.Contains(edge);

    private void Visit(string id)
    {
        if (!_seen.Add(id))
        {
            return;
        }

        _open.Add(id);
        foreach (var edge in _edges[id])
        {
            if (_open.Contains(edge.To))
            {
                _back.Add(edge);
            }
            else
            {
                Visit(edge.To);
            }
        }

        _open.Remove(id);
        _finished.Add(id);
    }

    // Without the edges that lead back, the order in which nodes were finished is the graph's from its end.
    private void Descend()
    {
        foreach (var id in Enumerable.Reverse(_finished))
        {
            var rank = _ranks[id] = _ranks.GetValueOrDefault(id);
            foreach (var edge in _edges[id].Where(edge => !LeadsBack(edge)))
            {
                _ranks[edge.To] = Math.Max(_ranks.GetValueOrDefault(edge.To), rank + 1);
            }
        }
    }
}
