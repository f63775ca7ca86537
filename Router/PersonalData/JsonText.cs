using System.Globalization;
using System.Text;

namespace Switchyard.Router.PersonalData;

/// <summary>Reads the escapes of JSON's strings, of any text that may be one: what is none stays as it is. Half a surrogate pair is a character like any other here.</summary>
internal static class JsonText
{
    private const int HexDigits = 4;

    public static string Unescape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var next = text.IndexOf('\\', at);
            if (next < 0 || next + 1 == text.Length)
            {
                return result.Append(text, at, text.Length - at).ToString();
            }

            result.Append(text, at, next - at);
            at = next + Read(text.AsSpan(next), out var character);
            result.Append(character);
        }

        return result.ToString();
    }

    // Gets how long the escape is.
    private static int Read(ReadOnlySpan<char> escape, out char character)
    {
        if (escape[1] == 'u' && escape.Length >= 2 + HexDigits && ushort.TryParse(escape.Slice(2, HexDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            character = (char)code;
            return 2 + HexDigits;
        }

        character = escape[1] switch
        {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\b',
            'f' => '\f',
            '"' or '/' or '\\' => escape[1],
            _ => '\\',
        };
        return character == '\\' && escape[1] != '\\' ? 1 : 2;
    }
}
