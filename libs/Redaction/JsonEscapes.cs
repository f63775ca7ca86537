using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Switchyard.Redaction;

/// <summary>What keeps patterns from finding secrets in JSON, and in texts that hold some: the way it writes characters. JSON that broke off can be read so too.</summary>
public static partial class JsonEscapes
{
    private const int HexDigits = 4;

    private static readonly SearchValues<char> s_hex = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Writes as themselves the characters that were escaped without need.</summary>
    public static string Undo(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return json.Contains('\\', StringComparison.Ordinal) ? Escape().Replace(json, static match => Undo(match.ValueSpan) ?? match.Value) : json;
    }

    /// <summary>Puts blanks in place of escaped line ends and the like, whose letter would be taken for the beginning of what follows. Everything stays where it was.</summary>
    public static string Blank(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains('\\', StringComparison.Ordinal) ? Space().Replace(text, static match => new string(' ', match.Length)) : text;
    }

    /// <summary>Reads the characters that JSON, and JSON in JSON, writes by their numbers.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text, and where each of its characters and its end were; <see langword="null"/> where there is no such character.</returns>
    public static (string Text, int[]? Places) Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Contains("\\u", StringComparison.Ordinal))
        {
            return (text, null);
        }

        var (read, places) = (new StringBuilder(text.Length), new List<int>(text.Length + 1));
        for (var i = 0; i < text.Length;)
        {
            var end = EndOf(text, i);
            places.Add(i);
            read.Append(end > 0 ? (char)int.Parse(text.AsSpan(end - HexDigits, HexDigits), NumberStyles.HexNumber, CultureInfo.InvariantCulture) : text[i]);
            i = end > 0 ? end : i + 1;
        }

        places.Add(text.Length);
        return (read.ToString(), [.. places]);
    }

    // Gets the end of the escape that begins at a place; 0 where none does.
    private static int EndOf(string text, int start)
    {
        if (text[start] != '\\' || (start > 0 && text[start - 1] == '\\'))
        {
            return 0;
        }

        var at = start;
        while (at < text.Length && text[at] == '\\')
        {
            at++;
        }

        var end = at + 1 + HexDigits;
        return end <= text.Length && text[at] == 'u' && !text.AsSpan(at + 1, HexDigits).ContainsAnyExcept(s_hex) ? end : 0;
    }

    private static string? Undo(ReadOnlySpan<char> escape) =>
        escape is ['\\', '/'] ? "/"
        : escape.Length == 6 && (char)int.Parse(escape[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture) is >= ' ' and not ('"' or '\\') and var character ? character.ToString()
        : null;

    [GeneratedRegex(@"\\(?:u[0-9a-fA-F]{4}|.)")]
    private static partial Regex Escape();

    [GeneratedRegex(@"\\+[nrtbf]")]
    private static partial Regex Space();
}
