namespace Switchyard.Agents.Graphs.Structure;

/// <summary>What a run remembers of the code it ran over: for each node its version and its edges; for each graph its version.</summary>
internal static class Fingerprints
{
    /// <summary>By the node's path; a graph's version lies under its path with a slash at the end, the outermost one's under the empty path.</summary>
    public static IReadOnlyDictionary<string, string> Of(GraphShape graph)
    {
        var prints = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add(prints, graph, "");
        return prints;
    }

    private static void Add(SortedDictionary<string, string> prints, GraphShape graph, string path)
    {
        prints.Add(path, graph.Version);
        foreach (var node in graph.Nodes)
        {
            var edge = graph.Edges.First(edge => edge.From == node.Name);

            // Branches that have arrived wait where they were to meet: with another meeting point they would go on from there, each by itself.
            var meeting = edge.Kind == EdgeKind.FanOut ? $", meeting at {MeetingPoint.Find(graph, edge)}" : "";
            prints.Add(path + node.Name, $"version {node.Version}, then {edge.Describe()}{meeting}");
            if (node.Inner is { } inner)
            {
                Add(prints, inner, path + node.Name + "/");
            }
        }
    }
}
