namespace Switchyard.Inference.Templates;

/// <summary>A cursor over tokens, shared by the two parsers.</summary>
internal sealed class TokenReader(IReadOnlyList<Token> tokens)
{
    private int _position;

    public Token Current => tokens[_position];

    public Token Next => tokens[Math.Min(_position + 1, tokens.Count - 1)];

    public Token Take() => tokens[_position == tokens.Count - 1 ? _position : _position++];

    public bool IsOperator(string text) => Current.Is(TokenKind.Operator, text);

    public bool IsName(string text) => Current.Is(TokenKind.Name, text);

    public bool TryTake(TokenKind kind, string text)
    {
        if (!Current.Is(kind, text))
        {
            return false;
        }

        Take();
        return true;
    }

    public void Expect(TokenKind kind, string text)
    {
        if (!TryTake(kind, text))
        {
            throw Fail($"'{text}' is expected, not {Current}");
        }
    }

    public string ExpectName() => Current.Kind == TokenKind.Name ? Take().Text : throw Fail($"a name is expected, not {Current}");

    public TemplateException Fail(string problem) => new($"The chat template, line {Current.Line}: {problem}.");
}
