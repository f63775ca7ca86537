using Switchyard.Inference.Constraints.Automata;
using Switchyard.Inference.Constraints.Lexemes;

namespace Switchyard.Inference.Constraints.Matching;

/// <summary>A walk by any lexeme.</summary>
internal readonly struct LexemeWalk(Lexeme lexeme) : IWalkable
{
    public int Next(int state, byte value) => lexeme.Next(state, value);

    public StateFlags Flags(int state) => lexeme.Flags(state);
}
