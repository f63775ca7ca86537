namespace Switchyard.Inference.Constraints.Automata;

/// <summary>When an edge can be taken.</summary>
internal enum NfaEdgeKind : byte
{
    /// <summary>By a byte in its range.</summary>
    Bytes,

    /// <summary>Always, taking nothing.</summary>
    Empty,

    /// <summary>At the start of the text only, taking nothing.</summary>
    Start,

    /// <summary>At the end of the text only, taking nothing.</summary>
    End,
}
