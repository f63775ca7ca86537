namespace Switchyard.Agents.Tools.Calculation;

/// <summary>One token of an expression; <paramref name="Position"/> counts from 1 and is for messages.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Position);
