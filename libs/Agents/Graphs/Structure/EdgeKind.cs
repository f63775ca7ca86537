namespace Switchyard.Agents.Graphs.Structure;

/// <summary>How a node is left.</summary>
internal enum EdgeKind
{
    Single,
    Conditional,
    FanOut,
}
