namespace Switchyard.Agents.Tools.Calculation;

/// <summary>The kinds of an expression's tokens.</summary>
internal enum TokenKind
{
    Number,
    Name,
    Symbol,
    End,
}
