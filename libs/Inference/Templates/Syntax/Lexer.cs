using System.Text.RegularExpressions;
using Switchyard.Inference.Templates.Data;

namespace Switchyard.Inference.Templates.Syntax;

/// <summary>
/// Cuts a template into tokens. Whitespace follows the environment chat templates are written for: trim_blocks (a newline after a block
/// tag or comment goes), lstrip_blocks (blanks before one that begins its line go), and the signs <c>-</c> and <c>+</c> inside a tag's ends.
/// </summary>
internal sealed partial class Lexer
{
    private readonly SourceCursor _cursor;
    private readonly List<Token> _tokens = [];

    private Lexer(SourceCursor cursor) => _cursor = cursor;

    public static IReadOnlyList<Token> Read(string template)
    {
        var lexer = new Lexer(new SourceCursor(template));
        while (!lexer._cursor.IsAtEnd)
        {
            lexer.ReadPart();
        }

        lexer._tokens.Add(new Token(TokenKind.End, string.Empty, lexer._cursor.Line));
        return lexer._tokens;
    }

    private void ReadPart()
    {
        var tag = FindTag();
        ReadText(tag < 0 ? _cursor.Source.Length : tag, tag);
        if (tag >= 0)
        {
            ReadTag();
        }
    }

    private int FindTag()
    {
        var source = _cursor.Source;
        for (var i = source.IndexOf('{', _cursor.Position); i >= 0 && i + 1 < source.Length; i = source.IndexOf('{', i + 1))
        {
            if (source[i + 1] is '{' or '%' or '#')
            {
                return i;
            }
        }

        return -1;
    }

    // The text before the tag at `tag`, which may take blanks off its end; below zero there is no tag.
    private void ReadText(int end, int tag)
    {
        var source = _cursor.Source;
        var text = source[_cursor.Position..end];
        if (tag >= 0)
        {
            var sign = tag + 2 < source.Length ? source[tag + 2] : '\0';
            text = sign == '-' ? PythonText.Trim(text, null, left: false, right: true)
                : sign == '+' || source[tag + 1] == '{' ? text
                : TrimLineStart(text, _cursor.IsAtLineStart);
        }

        if (text.Length > 0)
        {
            _tokens.Add(new Token(TokenKind.Text, text, _cursor.Line));
        }

        _cursor.MoveTo(end);
    }

    private static string TrimLineStart(string text, bool startsLine)
    {
        var lineStart = text.LastIndexOf('\n') + 1;
        return (lineStart > 0 || startsLine) && PythonText.Trim(text[lineStart..]).Length == 0 ? text[..lineStart] : text;
    }

    private void ReadTag()
    {
        var kind = _cursor.Peek(1);
        if (kind == '%' && RawStart().Match(_cursor.Source, _cursor.Position) is { Success: true } raw)
        {
            ReadRaw(raw);
            return;
        }

        _cursor.MoveTo(_cursor.Position + (_cursor.Peek(2) is '-' or '+' ? 3 : 2));
        if (kind == '#')
        {
            SkipComment();
        }
        else
        {
            new TagLexer(_cursor, _tokens, isBlock: kind == '%').Read();
        }
    }

    private void ReadRaw(Match start)
    {
        _cursor.MoveTo(start.Index + start.Length);
        var end = RawEnd().Match(_cursor.Source, _cursor.Position);
        if (!end.Success)
        {
            throw _cursor.Fail("'endraw' is missing");
        }

        ReadText(end.Index, end.Index);
        _cursor.MoveTo(end.Index + end.Length);
    }

    private void SkipComment()
    {
        var end = _cursor.Source.IndexOf("#}", _cursor.Position, StringComparison.Ordinal);
        if (end < 0)
        {
            throw _cursor.Fail("a comment is not closed");
        }

        var sign = end > _cursor.Position ? _cursor.Source[end - 1] : '\0';
        _cursor.MoveTo(end + 2);
        if (sign == '-')
        {
            _cursor.SkipBlanks();
        }
        else if (sign != '+')
        {
            _cursor.TryTake("\n");
        }
    }

    // Unlike after other tags, a newline after the beginning of a raw block stays.
    [GeneratedRegex(@"\G\{%[-+]?\s*raw\s*(?:-%\}\s*|%\})")]
    private static partial Regex RawStart();

    [GeneratedRegex(@"\{%[-+]?\s*endraw\s*(?:\+%\}|-%\}\s*|%\}\n?)")]
    private static partial Regex RawEnd();
}
