namespace Switchyard.Inference.Templates.Syntax;

/// <summary>A token with the line it stands on.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Line)
{
    public bool Is(TokenKind kind, string text) => Kind == kind && Text == text;

    public override string ToString() => Kind == TokenKind.End ? "the end of the template" : $"'{Text}'";
}
