using System.Buffers;

namespace Switchyard.Agents.Graphs.Structure;

/// <summary>Finds everything that is wrong with a graph, in words that name the node and what to do.</summary>
internal sealed class GraphValidator(GraphShape graph)
{
    // Parts of the addresses under which steps are journalled.
    private static readonly SearchValues<char> s_reserved = SearchValues.Create("/#>\n\r");

    private readonly List<string> _problems = [];
    private readonly HashSet<string> _names = [];

    public IReadOnlyList<string> Validate(int stepLimit, int depthLimit)
    {
        CheckLimits(stepLimit, depthLimit);
        CheckMigrations();
        CheckNames();
        CheckEntry();
        foreach (var edge in graph.Edges)
        {
            CheckEdge(edge);
        }

        CheckNodesAreLeftOnce();
        CheckWays();
        return _problems;
    }

    private void CheckLimits(int stepLimit, int depthLimit)
    {
        if (stepLimit < 1)
        {
            _problems.Add($"StepLimit is {stepLimit}: set it to at least 1.");
        }

        if (graph.Nodes.Count > 0 && graph.Depth > depthLimit)
        {
            _problems.Add($"Graphs lie {graph.Depth} deep within one another and DepthLimit is {depthLimit}: raise it or flatten the graph.");
        }
    }

    private void CheckMigrations()
    {
        foreach (var twice in graph.Migrations.GroupBy(migration => migration.From).Where(group => group.Count() > 1))
        {
            _problems.Add($"{twice.Count()} migrations start at version '{twice.Key}': keep one.");
        }

        foreach (var same in graph.Migrations.Where(migration => migration.From == migration.To))
        {
            _problems.Add($"The migration from version '{same.From}' leads to itself: name another version as its target.");
        }
    }

    private void CheckNames()
    {
        foreach (var node in graph.Nodes)
        {
            if (string.IsNullOrWhiteSpace(node.Name) || node.Name == StateGraph.End || node.Name.AsSpan().ContainsAny(s_reserved))
            {
                _problems.Add($"Node '{node.Name}': a name is not empty, not '{StateGraph.End}' and has none of / # > and line breaks; choose another.");
            }

            if (!_names.Add(node.Name))
            {
                _problems.Add($"Node '{node.Name}' is added more than once: give each node a name of its own.");
            }
        }
    }

    private void CheckEntry()
    {
        if (graph.Entry is null)
        {
            _problems.Add("The graph has no entry: name its first node with SetEntry.");
        }
        else if (!_names.Contains(graph.Entry))
        {
            _problems.Add($"The entry '{graph.Entry}' is not a node: add it with AddNode or name another with SetEntry.");
        }
    }

    private void CheckEdge(EdgeShape edge)
    {
        if (!_names.Contains(edge.From))
        {
            _problems.Add($"An edge leaves '{edge.From}', which is not a node: add it with AddNode or correct the name.");
        }

        foreach (var target in edge.Targets.Where(target => target.Node != StateGraph.End && !_names.Contains(target.Node)))
        {
            _problems.Add($"Node '{edge.From}' leads to '{target.Node}', which is not a node: add it with AddNode or correct the name.");
        }

        foreach (var twice in edge.Targets.GroupBy(target => target.Label).Where(group => group.Count() > 1))
        {
            _problems.Add($"Node '{edge.From}' names the target '{twice.Key}' more than once: name each once.");
        }

        if (edge.Kind == EdgeKind.Conditional && edge.Targets.Count == 0)
        {
            _problems.Add($"The conditional edge of node '{edge.From}' has no targets: declare every node it may choose.");
        }

        if (edge.Kind == EdgeKind.FanOut)
        {
            CheckFanOut(edge);
        }
    }

    private void CheckFanOut(EdgeShape edge)
    {
        if (edge.Targets.Count < 2)
        {
            _problems.Add($"The fan-out of node '{edge.From}' has {edge.Targets.Count} target(s): name at least two, or use AddEdge.");
        }

        if (!edge.HasReducer)
        {
            _problems.Add($"The fan-out of node '{edge.From}' has no reducer: give one that makes one state of the branches' states, for example with StateReducer.");
        }

        if (edge.Targets.Any(target => target.Node == StateGraph.End))
        {
            _problems.Add($"A branch of node '{edge.From}' leads straight to the end: lead it to the node at which the branches meet.");
        }
    }

    private void CheckNodesAreLeftOnce()
    {
        var edges = graph.Edges.ToLookup(edge => edge.From);
        foreach (var node in _names)
        {
            var count = edges[node].Count();
            if (count == 0)
            {
                _problems.Add($"Node '{node}' leads nowhere: add an edge to the next node or to StateGraph.End.");
            }
            else if (count > 1)
            {
                _problems.Add($"Node '{node}' has {count} edges: use one AddConditionalEdge to choose between targets, or one AddFanOut to follow all of them.");
            }
        }
    }

    private void CheckWays()
    {
        if (graph.Entry is null || !_names.Contains(graph.Entry))
        {
            return;
        }

        var reached = graph.Reach([graph.Entry]);
        _problems.AddRange(_names.Where(node => !reached.Contains(node)).Select(node => $"Node '{node}' is never reached: lead an edge to it or remove it."));
        string[] stuck = [.. _names.Where(node => reached.Contains(node) && graph.Targets[node].Any() && !graph.Reach([node]).Contains(StateGraph.End))];
        _problems.AddRange(stuck.Select(node => $"Node '{node}' has no way to the end: lead it, or a node after it, to StateGraph.End."));
        if (_problems.Count == 0)
        {
            // Ways that are broken elsewhere say nothing about where branches meet.
            _problems.AddRange(graph.Edges.Where(edge => edge.Kind == EdgeKind.FanOut && MeetingPoint.Find(graph, edge) is null)
                .Select(edge => $"The branches of node '{edge.From}' do not meet: add a node through which every way from {edge.Describe()} to the end leads."));
        }
    }
}
