using System.Text;
using System.Text.RegularExpressions;

namespace Switchyard.Inference.Tokenization.Patterns;

/// <summary>
/// Writes a regular expression of Oniguruma, whose syntax tokenizer files use, in .NET's syntax. What both write alike but mean differently
/// is translated (word characters, hexadecimal digits, nested and POSIX classes, an open lower bound) or refused (intersections, negated
/// nested classes, flags for lines); what .NET does not know at all is refused by .NET.
/// </summary>
internal sealed class OnigurumaPattern
{
    // Alphabetic, Mark, Decimal_Number and Connector_Punctuation, by general categories: Alphabetic is the letters, the letter numbers,
    // a part of the marks and the circled letters.
    private const string WordChars = @"\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\u24B6-\u24E9";

    // Outside classes Oniguruma asks its table of Latin-1 characters, which counts these as word characters.
    private const string LatinWordChars = @"\u00B2\u00B3\u00B9\u00BC-\u00BE";
    private const string HexChars = "0-9A-Fa-f";

    private static readonly TimeSpan s_matchTimeout = TimeSpan.FromSeconds(10);

    private readonly string _source;
    private readonly StringBuilder _output = new();
    private int _position;
    private int _classDepth;

    private OnigurumaPattern(string source) => _source = source;

    /// <summary>Compiles <paramref name="pattern"/>. An expression that can run without backtracking does; others have a time limit.</summary>
    /// <exception cref="ArgumentException">The expression is broken or uses what is not served.</exception>
    public static Regex Compile(string pattern)
    {
        var translated = Translate(pattern);
        var options = RegexOptions.CultureInvariant | RegexOptions.Multiline;
        try
        {
            return new Regex(translated, options | RegexOptions.NonBacktracking, s_matchTimeout);
        }
        catch (NotSupportedException)
        {
            return new Regex(translated, options | RegexOptions.Compiled, s_matchTimeout);
        }
    }

    /// <summary>Translates <paramref name="pattern"/>.</summary>
    /// <exception cref="ArgumentException">The expression uses what is not served.</exception>
    public static string Translate(string pattern) => new OnigurumaPattern(pattern).Translate();

    private string Translate()
    {
        if (_source.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') >= 0)
        {
            throw new ArgumentException("characters beyond the basic plane in an expression are not served");
        }

        while (_position < _source.Length)
        {
            if (_source[_position] == '\\')
            {
                TranslateEscape();
            }
            else if (_classDepth > 0)
            {
                TranslateInClass();
            }
            else
            {
                TranslateOutsideClass();
            }
        }

        return _output.ToString();
    }

    private void TranslateOutsideClass()
    {
        if (_source[_position] == '[')
        {
            OpenClass();
            return;
        }

        if (StartsWith("(?") && !StartsWith("(?<") && HasFlagForLines())
        {
            throw new ArgumentException("the flags m and s are not served");
        }

        var isOpenLowerBound = StartsWith("{,") && _position + 2 < _source.Length && char.IsAsciiDigit(_source[_position + 2]);
        _output.Append(isOpenLowerBound ? "{0" : _source[_position].ToString());
        _position++;
    }

    private bool HasFlagForLines()
    {
        var flags = _position + 2;
        while (flags < _source.Length && _source[flags] is 'i' or 'x' or '-')
        {
            flags++;
        }

        return flags < _source.Length && _source[flags] is 'm' or 's' or 'n';
    }

    private void OpenClass()
    {
        var start = StartsWith("[^") ? "[^" : "[";
        _output.Append(start);
        _position += start.Length;
        _classDepth = 1;
        if (StartsWith("]"))
        {
            Replace(1, @"\]");
        }
    }

    private void TranslateInClass()
    {
        switch (_source[_position])
        {
            case '[' when StartsWith("[:"):
                TranslatePosixClass();
                break;
            case '[' when StartsWith("[^") || _output[^1] == '-':
                throw new ArgumentException("a negated or subtracted class inside a class is not served");
            case '[':
                // The union of classes is one class.
                _classDepth++;
                _position++;
                break;
            case ']':
                Replace(1, --_classDepth == 0 ? "]" : string.Empty);
                break;
            case '&' when StartsWith("&&"):
                throw new ArgumentException("an intersection of classes is not served");
            default:
                _output.Append(_source[_position++]);
                break;
        }
    }

    private void TranslatePosixClass()
    {
        var end = _source.IndexOf(":]", _position, StringComparison.Ordinal);
        var name = end < 0 ? string.Empty : _source[(_position + 2)..end];
        Replace(name.Length + 4, name switch
        {
            "digit" => @"\p{Nd}",
            "space" => @"\s",
            "blank" => @"\t\p{Zs}",
            "punct" => @"\p{P}\p{S}",
            "cntrl" => @"\p{Cc}",
            "word" => WordChars,
            "xdigit" => HexChars,

            // The others are no unions of general categories.
            _ => throw new ArgumentException($"the POSIX class '{name}' is not served"),
        });
    }

    private void TranslateEscape()
    {
        var isInClass = _classDepth > 0;
        switch (_position + 1 < _source.Length ? _source[_position + 1] : '\0')
        {
            case 'w':
                Replace(2, isInClass ? WordChars : $"[{WordChars}{LatinWordChars}]");
                break;
            case 'h':
                Replace(2, isInClass ? HexChars : $"[{HexChars}]");
                break;
            case 'W' when !isInClass:
                Replace(2, $"[^{WordChars}{LatinWordChars}]");
                break;
            case 'H' when !isInClass:
                Replace(2, $"[^{HexChars}]");
                break;
            case 'W':
                throw new ArgumentException(@"\W inside a class is not served");
            case 'x' when StartsWith(@"\x{"):
                TranslateCodePoint();
                break;
            default:
                _output.Append(_source, _position, Math.Min(2, _source.Length - _position));
                _position += 2;
                break;
        }
    }

    private void TranslateCodePoint()
    {
        var end = _source.IndexOf('}', _position);
        var isHex = int.TryParse(end < 0 ? string.Empty : _source[(_position + 3)..end], System.Globalization.NumberStyles.AllowHexSpecifier, null, out var value);
        Replace(end + 1 - _position, isHex && value is >= 0 and < 0xD800 or (> 0xDFFF and <= 0xFFFF) ? $@"\u{value:X4}" : throw new ArgumentException(@"\x{…} beyond the basic plane is not served"));
    }

    private void Replace(int length, string with)
    {
        _output.Append(with);
        _position += length;
    }

    private bool StartsWith(string value) => string.CompareOrdinal(_source, _position, value, 0, value.Length) == 0;
}
