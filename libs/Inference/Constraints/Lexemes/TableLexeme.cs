using Switchyard.Inference.Constraints.Automata;

namespace Switchyard.Inference.Constraints.Lexemes;

/// <summary>A lexeme that an automaton describes wholly.</summary>
internal sealed class TableLexeme(Dfa dfa) : Lexeme
{
    public Dfa Dfa => dfa;

    public override int Start => Dfa.Start;

    public override int WarmStateCount => dfa.StateCount;

    public override int Next(int state, byte value) => dfa.Next(state, value);

    public override StateFlags Flags(int state) => dfa.Flags(state);
}
