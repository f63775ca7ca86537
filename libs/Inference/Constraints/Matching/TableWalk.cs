using Switchyard.Inference.Constraints.Automata;

namespace Switchyard.Inference.Constraints.Matching;

/// <summary>A walk by an automaton's tables.</summary>
internal readonly struct TableWalk(Dfa dfa) : IWalkable
{
    public int Next(int state, byte value) => dfa.Next(state, value);

    public StateFlags Flags(int state) => dfa.Flags(state);
}
