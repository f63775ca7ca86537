namespace Switchyard.Web.Graphs;

/// <summary>How an edge is taken.</summary>
internal enum FlowEdgeKind
{
    /// <summary>Always.</summary>
    Single,

    /// <summary>Where its condition holds.</summary>
    Conditional,

    /// <summary>Together with the node's others.</summary>
    FanOut,
}
