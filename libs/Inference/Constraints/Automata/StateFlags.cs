namespace Switchyard.Inference.Constraints.Automata;

/// <summary>What is known of an automaton's state.</summary>
[Flags]
internal enum StateFlags : byte
{
    None = 0,

    /// <summary>The text may end here.</summary>
    Accepting = 1,

    /// <summary>The text can go on from here.</summary>
    Continues = 2,

    /// <summary>Inside a JSON string and not inside a character.</summary>
    Boundary = 4,
}
