namespace Switchyard.Agents.Graphs.Structure;

/// <summary>An edge with its code.</summary>
internal sealed record GraphEdge<TState>(EdgeShape Shape, Func<TState, string>? Choose, Reducer<TState>? Reduce)
{
    private readonly string[] _all = [.. Shape.Targets.Select(target => target.Node)];
    private readonly Dictionary<string, string[]> _chosen = Shape.Targets.GroupBy(target => target.Label).ToDictionary(group => group.Key, group => new[] { group.First().Node });

    /// <summary>Where to go from a state: one node, or all branches.</summary>
    public string[] Next(TState state)
    {
        if (Choose is null)
        {
            return _all;
        }

        var label = Choose(state);
        return label is not null && _chosen.TryGetValue(label, out var next)
            ? next
            : throw new InvalidOperationException($"The conditional edge of node '{Shape.From}' chose '{label}', which is not among its declared targets ({string.Join(", ", _chosen.Keys)}).");
    }
}
