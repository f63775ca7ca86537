namespace Switchyard.Agents.Graphs.Structure;

/// <summary>Finds the first node at which all branches of a fan-out meet, whichever way they take.</summary>
internal static class MeetingPoint
{
    /// <summary>A node is one that all ways pass when without it no branch comes to the end; the first is the one before which no other of them is reached.</summary>
    public static string? Find(GraphShape graph, EdgeShape fanOut)
    {
        string[] starts = [.. fanOut.Targets.Select(target => target.Node)];
        string[] passed = [.. graph.Nodes.Select(node => node.Name).Where(node => starts.All(start => start == node || IsPassed(graph, start, node)))];
        return passed.FirstOrDefault(first => !passed.Any(graph.Reach(starts, first).Contains));
    }

    private static bool IsPassed(GraphShape graph, string start, string node)
    {
        var others = graph.Reach([start], node);
        return !others.Contains(StateGraph.End) && graph.Reach([start]).Contains(node);
    }
}
