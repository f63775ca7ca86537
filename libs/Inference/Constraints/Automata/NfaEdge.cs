namespace Switchyard.Inference.Constraints.Automata;

/// <summary>An edge; those of a state form a list.</summary>
/// <param name="Kind">When it can be taken.</param>
/// <param name="First">The first byte that takes it.</param>
/// <param name="Last">The last byte that takes it.</param>
/// <param name="Target">The state it leads to.</param>
/// <param name="Next">The state's next edge, or -1.</param>
internal readonly record struct NfaEdge(NfaEdgeKind Kind, byte First, byte Last, int Target, int Next);
