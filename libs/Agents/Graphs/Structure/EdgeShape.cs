namespace Switchyard.Agents.Graphs.Structure;

/// <summary>An edge without its code.</summary>
internal sealed record EdgeShape(string From, EdgeKind Kind, IReadOnlyList<EdgeTarget> Targets, bool HasReducer = false)
{
    /// <summary>The edge in words that are the same in every process; a change of them is a change of the node.</summary>
    public string Describe() => Kind switch
    {
        EdgeKind.Single => Targets[0].Node,
        EdgeKind.Conditional => string.Join(" or ", Targets.Select(target => target.Label == target.Node ? target.Node : $"{target.Node} if {target.Label}")),
        _ => string.Join(" and ", Targets.Select(target => target.Node)),
    };
}
