using System.Runtime.CompilerServices;

namespace Switchyard.Inference.Templates.Syntax;

/// <summary>A cursor over tokens, shared by the parsers. It also bounds how deep what they parse may nest.</summary>
internal sealed class TokenReader(IReadOnlyList<Token> tokens)
{
    private const int MaxDepth = 100;

    private int _position;
    private int _depth;

    public Token Current => tokens[_position];

    public Token Next => tokens[Math.Min(_position + 1, tokens.Count - 1)];

    public Token Take() => tokens[_position == tokens.Count - 1 ? _position : _position++];

    public bool IsOperator(string text) => Current.Is(TokenKind.Operator, text);

    public bool IsName(string text) => Current.Is(TokenKind.Name, text);

    public bool TryTakeOperator(string text) => TryTake(TokenKind.Operator, text);

    public bool TryTakeName(string text) => TryTake(TokenKind.Name, text);

    public void Expect(TokenKind kind, string text)
    {
        if (!TryTake(kind, text))
        {
            throw Fail($"'{text}' is expected, not {Current}");
        }
    }

    public string ExpectName() => Current.Kind == TokenKind.Name ? Take().Text : throw Fail($"a name is expected, not {Current}");

    /// <summary>Goes one level deeper. An error ends the parsing, so <see cref="Leave"/> needs no finally.</summary>
    public void Enter()
    {
        if (++_depth > MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Fail($"more than {MaxDepth} levels are nested");
        }
    }

    public void Leave() => _depth--;

    public TemplateException Fail(string problem) => TemplateErrors.Syntax(Current.Line, problem);

    private bool TryTake(TokenKind kind, string text)
    {
        if (!Current.Is(kind, text))
        {
            return false;
        }

        Take();
        return true;
    }
}
