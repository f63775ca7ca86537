using System.Text;

namespace Switchyard.Inference.Templates;

/// <summary>
/// Cuts a template into tokens. Whitespace follows the environment chat templates are written for: trim_blocks (a newline after a block
/// tag goes), lstrip_blocks (blanks before a block tag that begins its line go), and the last newline of the template goes.
/// </summary>
internal sealed class Lexer(string template)
{
    private static readonly string[] s_operators = ["==", "!=", "<=", ">=", "//", "**", "{", "}", "(", ")", "[", "]", "<", ">", "+", "-", "*", "/", "%", "~", "|", ".", ",", ":", "="];

    private readonly string _source = RemoveLastNewline(template.Replace("\r\n", "\n", StringComparison.Ordinal));
    private readonly List<Token> _tokens = [];
    private int _position;
    private int _line = 1;
    private bool _trimLeft;

    public IReadOnlyList<Token> Read()
    {
        while (_position < _source.Length)
        {
            var tag = FindTag();
            ReadText(tag);
            if (tag >= 0)
            {
                ReadTag();
            }
        }

        _tokens.Add(new Token(TokenKind.End, string.Empty, _line));
        return _tokens;
    }

    private static string RemoveLastNewline(string text) => text.EndsWith('\n') ? text[..^1] : text;

    private int FindTag()
    {
        for (var i = _source.IndexOf('{', _position); i >= 0 && i + 1 < _source.Length; i = _source.IndexOf('{', i + 1))
        {
            if (_source[i + 1] is '{' or '%' or '#')
            {
                return i;
            }
        }

        return -1;
    }

    private void ReadText(int tag)
    {
        var end = tag < 0 ? _source.Length : tag;
        var text = _source[_position..end];
        var shown = _trimLeft ? text.TrimStart() : text;
        _trimLeft = false;
        if (tag >= 0 && tag + 2 < _source.Length && _source[tag + 2] == '-')
        {
            shown = shown.TrimEnd();
        }
        else if (tag >= 0 && _source[tag + 1] != '{' && !(tag + 2 < _source.Length && _source[tag + 2] == '+'))
        {
            shown = TrimLineStart(shown, startsLine: _position == 0);
        }

        if (shown.Length > 0)
        {
            _tokens.Add(new Token(TokenKind.Text, shown, _line));
        }

        Advance(end);
    }

    private static string TrimLineStart(string text, bool startsLine)
    {
        var trimmed = text.TrimEnd(' ', '\t');
        return trimmed.EndsWith('\n') || (trimmed.Length == 0 && startsLine) ? trimmed : text;
    }

    private void ReadTag()
    {
        var kind = _source[_position + 1];
        Advance(_position + 2);
        if (_position < _source.Length && _source[_position] is '-' or '+')
        {
            Advance(_position + 1);
        }

        switch (kind)
        {
            case '#':
                SkipComment();
                break;
            case '{':
                ReadInside(TokenKind.OutputStart, TokenKind.OutputEnd, "}}");
                break;
            default:
                ReadInside(TokenKind.BlockStart, TokenKind.BlockEnd, "%}");
                break;
        }
    }

    private void SkipComment()
    {
        var end = _source.IndexOf("#}", _position, StringComparison.Ordinal);
        if (end < 0)
        {
            throw Fail("a comment is not closed");
        }

        _trimLeft = _source[end - 1] == '-';
        Advance(end + 2);
        TrimNewline();
    }

    private void ReadInside(TokenKind start, TokenKind end, string close)
    {
        _tokens.Add(new Token(start, string.Empty, _line));
        var depth = 0;
        while (true)
        {
            SkipBlanks();
            if (_position >= _source.Length)
            {
                throw Fail($"'{close}' is missing");
            }

            // A map literal's braces may touch the closing ones, as in {{ {'a': {}}}}.
            if (depth == 0 && TryClose(close))
            {
                break;
            }

            var token = ReadToken();
            depth += token.Text switch { "{" when token.Kind == TokenKind.Operator => 1, "}" when token.Kind == TokenKind.Operator => -1, _ => 0 };
            _tokens.Add(token);
        }

        _tokens.Add(new Token(end, close, _line));
        if (end == TokenKind.BlockEnd)
        {
            TrimNewline();
        }
    }

    private bool TryClose(string close)
    {
        var dash = _source[_position] is '-' or '+' ? 1 : 0;
        if (string.CompareOrdinal(_source, _position + dash, close, 0, close.Length) != 0)
        {
            return false;
        }

        _trimLeft = _source[_position] == '-';
        Advance(_position + dash + close.Length);
        return true;
    }

    private Token ReadToken()
    {
        var c = _source[_position];
        if (char.IsLetter(c) || c == '_')
        {
            return ReadWhile(TokenKind.Name, static ch => char.IsLetterOrDigit(ch) || ch == '_');
        }

        if (char.IsAsciiDigit(c))
        {
            return ReadNumber();
        }

        if (c is '\'' or '"')
        {
            return ReadString(c);
        }

        var match = s_operators.FirstOrDefault(op => string.CompareOrdinal(_source, _position, op, 0, op.Length) == 0) ?? throw Fail($"the character '{c}' has no meaning here");
        Advance(_position + match.Length);
        return new Token(TokenKind.Operator, match, _line);
    }

    private Token ReadWhile(TokenKind kind, Func<char, bool> belongs)
    {
        var start = _position;
        while (_position < _source.Length && belongs(_source[_position]))
        {
            _position++;
        }

        return new Token(kind, _source[start.._position], _line);
    }

    private Token ReadNumber()
    {
        var whole = ReadWhile(TokenKind.Number, char.IsAsciiDigit);
        if (_position + 1 < _source.Length && _source[_position] == '.' && char.IsAsciiDigit(_source[_position + 1]))
        {
            _position++;
            return whole with { Text = whole.Text + '.' + ReadWhile(TokenKind.Number, char.IsAsciiDigit).Text };
        }

        return whole;
    }

    private Token ReadString(char quote)
    {
        var line = _line;
        var text = new StringBuilder();
        for (_position++; _position < _source.Length && _source[_position] != quote; _position++)
        {
            var c = _source[_position];
            if (c == '\\' && _position + 1 < _source.Length)
            {
                c = Unescape(_source[++_position], text);
            }

            _line += c == '\n' && _source[_position] == '\n' ? 1 : 0;
            text.Append(c);
        }

        if (_position >= _source.Length)
        {
            throw Fail("a string is not closed");
        }

        _position++;
        return new Token(TokenKind.String, text.ToString(), line);
    }

    private char Unescape(char escaped, StringBuilder text)
    {
        switch (escaped)
        {
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'u' when _position + 4 < _source.Length && ushort.TryParse(_source.AsSpan(_position + 1, 4), System.Globalization.NumberStyles.HexNumber, null, out var code):
                _position += 4;
                return (char)code;
            case '\\' or '\'' or '"':
                return escaped;
            default:
                // Python keeps the backslash of an escape it does not know.
                text.Append('\\');
                return escaped;
        }
    }

    private void SkipBlanks()
    {
        while (_position < _source.Length && char.IsWhiteSpace(_source[_position]))
        {
            Advance(_position + 1);
        }
    }

    private void TrimNewline()
    {
        if (_position < _source.Length && _source[_position] == '\n')
        {
            Advance(_position + 1);
        }
    }

    private void Advance(int position)
    {
        _line += _source.AsSpan(_position, position - _position).Count('\n');
        _position = position;
    }

    private TemplateException Fail(string problem) => new($"The chat template, line {_line}: {problem}.");
}
