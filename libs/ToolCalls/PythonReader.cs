using System.Globalization;
using System.Text;

namespace Switchyard.ToolCalls;

/// <summary>Reads Python's calls and literals, as far as tool calls need them, and writes the values as JSON.</summary>
/// <param name="code">The code.</param>
internal sealed class PythonReader(string code)
{
    private const int MaxDepth = 64;

    private readonly List<ParsedToolCall> _calls = [];
    private int _at;
    private int _depth;

    /// <summary>Reads all of the code; <see langword="null"/> when any of it is no call with named arguments.</summary>
    public IReadOnlyList<ParsedToolCall>? ReadCalls()
    {
        while (SkipBlanks())
        {
            if (!ReadItem())
            {
                return null;
            }
        }

        return _calls;
    }

    private bool ReadItem()
    {
        if (++_depth > MaxDepth)
        {
            return false;
        }

        var isRead = Take('[') ? ReadList() : ReadCall();
        _depth--;
        return isRead;
    }

    private bool ReadList()
    {
        while (!Take(']'))
        {
            if (!ReadItem() || (!Take(',') && !IsNext(']')))
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadCall()
    {
        var name = ReadName();
        if (name.Length == 0 || !Take('('))
        {
            return false;
        }

        var start = _at;
        if (name == "print" && ReadItem() && Take(')'))
        {
            return true;
        }

        _at = start;
        var json = new StringBuilder("{");
        if (!ReadArguments(json))
        {
            return false;
        }

        _calls.Add(new ParsedToolCall(name, json.Append('}').ToString()));
        return true;
    }

    private bool ReadArguments(StringBuilder json)
    {
        while (!Take(')'))
        {
            var key = ReadName();
            if (key.Length == 0 || !Take('='))
            {
                return false;
            }

            Separate(json).Append('"').Append(key).Append("\": ");
            if (!ReadValue(json) || (!Take(',') && !IsNext(')')))
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadValue(StringBuilder json)
    {
        if (!SkipBlanks() || ++_depth > MaxDepth)
        {
            return false;
        }

        var isRead = code[_at] switch
        {
            '"' or '\'' => ReadString(json),
            '[' => ReadValues(json, ']'),
            '(' => ReadValues(json, ')'),
            '{' => ReadMembers(json),
            _ => ReadWord(json),
        };
        _depth--;
        return isRead;
    }

    private bool ReadValues(StringBuilder json, char close)
    {
        _at++;
        json.Append('[');
        while (!Take(close))
        {
            if (!ReadValue(Separate(json)) || (!Take(',') && !IsNext(close)))
            {
                return false;
            }
        }

        json.Append(']');
        return true;
    }

    private bool ReadMembers(StringBuilder json)
    {
        _at++;
        json.Append('{');
        while (!Take('}'))
        {
            if (!(IsNext('"') || IsNext('\'')) || !ReadString(Separate(json)) || !Take(':') || !ReadValue(json.Append(": ")) || (!Take(',') && !IsNext('}')))
            {
                return false;
            }
        }

        json.Append('}');
        return true;
    }

    private bool ReadString(StringBuilder json)
    {
        var quote = code[_at++];
        json.Append('"');
        for (; _at < code.Length; _at++)
        {
            var c = code[_at];
            if (c == quote)
            {
                _at++;
                json.Append('"');
                return true;
            }

            if (c == '\\' && ++_at < code.Length)
            {
                AppendEscaped(json);
            }
            else
            {
                AppendPlain(json, c);
            }
        }

        return false;
    }

    // A backslash that begins no escape stands for itself.
    private void AppendEscaped(StringBuilder json)
    {
        var c = code[_at];
        var digits = c switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0 && _at + digits < code.Length && int.TryParse(code.AsSpan(_at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            && Escape(value) is { } escaped)
        {
            json.Append(escaped);
            _at += digits;
        }
        else if (c is 'n' or 't' or 'r' or 'b' or 'f' or '\\' or '"' or '/')
        {
            json.Append('\\').Append(c);
        }
        else if (c == '\'')
        {
            json.Append(c);
        }
        else
        {
            AppendPlain(json.Append(@"\\"), c);
        }
    }

    private static string? Escape(int value) =>
        (uint)value <= char.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"\\u{value:x4}") : Rune.IsValid(value) ? char.ConvertFromUtf32(value) : null;

    private static void AppendPlain(StringBuilder json, char c)
    {
        if (c < ' ')
        {
            json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }
        else
        {
            json.Append(c == '"' ? "\\" : string.Empty).Append(c);
        }
    }

    private bool ReadWord(StringBuilder json)
    {
        var start = _at;
        while (_at < code.Length && (char.IsAsciiLetterOrDigit(code[_at]) || code[_at] is '.' or '+' or '-'))
        {
            _at++;
        }

        var word = code[start.._at];
        word = word switch
        {
            "True" => "true",
            "False" => "false",
            "None" => "null",
            _ => word,
        };
        json.Append(word);
        return word.Length > 0 && JsonCall.IsValue(word);
    }

    private string ReadName()
    {
        SkipBlanks();
        var start = _at;
        while (_at < code.Length && (char.IsLetterOrDigit(code[_at]) || code[_at] is '_' or '.' or '-'))
        {
            _at++;
        }

        return code[start.._at];
    }

    private bool Take(char c)
    {
        var isNext = IsNext(c);
        _at += isNext ? 1 : 0;
        return isNext;
    }

    private bool IsNext(char c) => SkipBlanks() && code[_at] == c;

    private bool SkipBlanks()
    {
        while (_at < code.Length && char.IsWhiteSpace(code[_at]))
        {
            _at++;
        }

        return _at < code.Length;
    }

    private static StringBuilder Separate(StringBuilder json) => json[^1] is '{' or '[' ? json : json.Append(", ");
}
