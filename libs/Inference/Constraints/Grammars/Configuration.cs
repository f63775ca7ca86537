using Switchyard.Inference.Constraints.Lexemes;

namespace Switchyard.Inference.Constraints.Grammars;

/// <summary>One way the text so far can be read: a lexeme, a state in it, and what must follow. Without a lexeme the text is whole.</summary>
/// <param name="Lexeme">The lexeme, or null for the end of the text.</param>
/// <param name="State">The lexeme's state.</param>
/// <param name="Rest">What follows the lexeme.</param>
internal readonly record struct Configuration(Lexeme? Lexeme, int State, Continuation? Rest)
{
    public bool Equals(Configuration other) => State == other.State && ReferenceEquals(Lexeme, other.Lexeme) && ReferenceEquals(Rest, other.Rest);

    public override int GetHashCode() => (((Rest?.Id ?? 0) * 397) ^ State) * 31;
}
