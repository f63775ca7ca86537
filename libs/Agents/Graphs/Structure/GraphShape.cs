namespace Switchyard.Agents.Graphs.Structure;

/// <summary>A graph without its code: what is checked, drawn and compared.</summary>
internal sealed record GraphShape(string Name, string Version, string? Entry, IReadOnlyList<NodeShape> Nodes, IReadOnlyList<EdgeShape> Edges, IReadOnlyList<GraphMigration> Migrations)
{
    /// <summary>How many graphs lie within one another here, this one included.</summary>
    public int Depth => 1 + Nodes.Max(node => node.Inner?.Depth ?? 0);

    /// <summary>Where each node leads.</summary>
    public ILookup<string, string> Targets { get; } = Edges.SelectMany(edge => edge.Targets, (edge, target) => (edge.From, target.Node)).ToLookup(pair => pair.From, pair => pair.Node);

    /// <summary>All that is reached from <paramref name="starts"/>, these included, without entering <paramref name="without"/>.</summary>
    public HashSet<string> Reach(IEnumerable<string> starts, string? without = null)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>(starts);
        while (open.TryPop(out var node))
        {
            if (node != without && reached.Add(node))
            {
                foreach (var target in Targets[node])
                {
                    open.Push(target);
                }
            }
        }

        return reached;
    }
}
