using System.Globalization;
using System.Text;

namespace Switchyard.Inference.Templates.Syntax;

/// <summary>Reads the escapes of a string literal, which are Python's.</summary>
internal static class StringLiteral
{
    /// <summary>Appends what <paramref name="literal"/> stands for to <paramref name="text"/>.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public static string? Decode(ReadOnlySpan<char> literal, StringBuilder text)
    {
        for (var i = 0; i < literal.Length; i++)
        {
            if (literal[i] != '\\' || i + 1 == literal.Length)
            {
                text.Append(literal[i]);
                continue;
            }

            var length = DecodeEscape(literal[(i + 1)..], text);
            if (length < 0)
            {
                return $"the escape '\\{literal[i + 1]}' in a string is not complete or not served";
            }

            i += length;
        }

        return null;
    }

    // Gets the escape's length after the backslash, or -1.
    private static int DecodeEscape(ReadOnlySpan<char> escape, StringBuilder text)
    {
        const string Letters = "ntrabfv\\'\"\n";
        const string Meanings = "\n\t\r\a\b\f\v\\'\"";
        switch (escape[0])
        {
            case '\n':
                return 1;
            case 'x':
                return DecodeCode(escape, 2, text);
            case 'u':
                return DecodeCode(escape, 4, text);
            case 'U':
                return DecodeCode(escape, 8, text);
            case 'N':
                return -1;
            case >= '0' and <= '7':
                return DecodeOctal(escape, text);
            default:
                // Python keeps the backslash of an escape it does not know.
                var known = Letters.IndexOf(escape[0], StringComparison.Ordinal);
                _ = known >= 0 ? text.Append(Meanings[known]) : text.Append('\\').Append(escape[0]);
                return 1;
        }
    }

    private static int DecodeCode(ReadOnlySpan<char> escape, int digits, StringBuilder text)
    {
        if (escape.Length <= digits || !uint.TryParse(escape.Slice(1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || code > 0x10FFFF)
        {
            return -1;
        }

        _ = code < 0x10000 ? text.Append((char)code) : text.Append(char.ConvertFromUtf32((int)code));
        return digits + 1;
    }

    private static int DecodeOctal(ReadOnlySpan<char> escape, StringBuilder text)
    {
        var code = 0;
        var length = 0;
        for (; length < Math.Min(3, escape.Length) && escape[length] is >= '0' and <= '7'; length++)
        {
            code = (code * 8) + escape[length] - '0';
        }

        text.Append((char)code);
        return length;
    }
}
