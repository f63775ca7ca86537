using Switchyard.Inference.Constraints.Automata;

namespace Switchyard.Inference.Constraints.Matching;

/// <summary>What a walk through the trie asks of an automaton. Implemented by structs, so that each kind's walk is compiled for itself.</summary>
internal interface IWalkable
{
    /// <summary>Gets the state after a byte, or a negative number.</summary>
    int Next(int state, byte value);

    /// <summary>Gets what is known of a state.</summary>
    StateFlags Flags(int state);
}
