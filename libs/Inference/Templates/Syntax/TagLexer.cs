using System.Text;

namespace Switchyard.Inference.Templates.Syntax;

/// <summary>Cuts what stands inside one tag into tokens.</summary>
internal sealed class TagLexer(SourceCursor cursor, List<Token> tokens, bool isBlock)
{
    private static readonly string[] s_operators = ["==", "!=", "<=", ">=", "//", "**", "{", "}", "(", ")", "[", "]", "<", ">", "+", "-", "*", "/", "%", "~", "|", ".", ",", ":", "="];

    private readonly Stack<char> _open = new();

    public void Read()
    {
        tokens.Add(new Token(isBlock ? TokenKind.BlockStart : TokenKind.OutputStart, isBlock ? "{%" : "{{", cursor.Line));
        while (!TryClose())
        {
            tokens.Add(ReadToken());
        }
    }

    // Inside brackets nothing ends the tag: a mapping's braces may touch the closing ones, as in {{ {'a': {}}}}.
    private bool TryClose()
    {
        cursor.SkipBlanks();
        var close = isBlock ? "%}" : "}}";
        if (cursor.IsAtEnd)
        {
            throw cursor.Fail($"'{close}' is missing");
        }

        if (_open.Count > 0)
        {
            return false;
        }

        var line = cursor.Line;
        if (cursor.TryTake("-" + close))
        {
            cursor.SkipBlanks();
        }
        else if (cursor.TryTake(close))
        {
            _ = isBlock && cursor.TryTake("\n");
        }
        else if (!isBlock || !cursor.TryTake("+" + close))
        {
            return false;
        }

        tokens.Add(new Token(isBlock ? TokenKind.BlockEnd : TokenKind.OutputEnd, close, line));
        return true;
    }

    private Token ReadToken()
    {
        var c = cursor.Current;
        if (char.IsLetter(c) || c == '_')
        {
            return ReadWhile(TokenKind.Name, static ch => char.IsLetterOrDigit(ch) || ch == '_');
        }

        return char.IsAsciiDigit(c) ? ReadNumber() : c is '\'' or '"' ? ReadString(c) : ReadOperator(c);
    }

    private Token ReadOperator(char c)
    {
        var line = cursor.Line;
        var match = s_operators.FirstOrDefault(cursor.TryTake) ?? throw cursor.Fail($"the character '{c}' has no meaning here");
        if (match is "(" or "[" or "{")
        {
            _open.Push(match[0] switch { '(' => ')', '[' => ']', _ => '}' });
        }
        else if (match is ")" or "]" or "}" && (!_open.TryPop(out var expected) || expected != match[0]))
        {
            throw cursor.Fail($"'{match}' closes nothing");
        }

        return new Token(TokenKind.Operator, match, line);
    }

    private Token ReadWhile(TokenKind kind, Func<char, bool> belongs)
    {
        var start = cursor.Position;
        while (!cursor.IsAtEnd && belongs(cursor.Current))
        {
            cursor.MoveTo(cursor.Position + 1);
        }

        return new Token(kind, cursor.Source[start..cursor.Position], cursor.Line);
    }

    // Whole numbers, 1.5, 1e5, 1_000, 0x1f, 0o17 and 0b11. After a dot a number is an index, as in x.0.1.
    private Token ReadNumber()
    {
        var start = cursor.Position;
        var isIndex = tokens[^1].Is(TokenKind.Operator, ".");
        if (cursor.Current == '0' && char.ToLowerInvariant(cursor.Peek(1)) is 'x' or 'o' or 'b')
        {
            return ReadWhile(TokenKind.Number, char.IsAsciiLetterOrDigit);
        }

        ReadDigits();
        if (!isIndex && !cursor.IsAtEnd && cursor.Current == '.' && char.IsAsciiDigit(cursor.Peek(1)))
        {
            cursor.MoveTo(cursor.Position + 1);
            ReadDigits();
        }

        var exponent = char.ToLowerInvariant(cursor.Peek(0)) == 'e' ? (cursor.Peek(1) is '+' or '-' ? 2 : 1) : 0;
        if (!isIndex && exponent > 0 && char.IsAsciiDigit(cursor.Peek(exponent)))
        {
            cursor.MoveTo(cursor.Position + exponent);
            ReadDigits();
        }

        return new Token(TokenKind.Number, cursor.Source[start..cursor.Position], cursor.Line);
    }

    private void ReadDigits()
    {
        while (char.IsAsciiDigit(cursor.Peek(0)) || (cursor.Peek(0) == '_' && char.IsAsciiDigit(cursor.Peek(1))))
        {
            cursor.MoveTo(cursor.Position + 1);
        }
    }

    private Token ReadString(char quote)
    {
        var line = cursor.Line;
        var end = cursor.Position + 1;
        while (end < cursor.Source.Length && cursor.Source[end] != quote)
        {
            end += cursor.Source[end] == '\\' ? 2 : 1;
        }

        if (end >= cursor.Source.Length)
        {
            throw cursor.Fail("a string is not closed");
        }

        var text = new StringBuilder();
        var problem = StringLiteral.Decode(cursor.Source.AsSpan(cursor.Position + 1, end - cursor.Position - 1), text);
        cursor.MoveTo(end + 1);
        return problem is null ? new Token(TokenKind.String, text.ToString(), line) : throw TemplateErrors.Syntax(line, problem);
    }
}
