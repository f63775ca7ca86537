using System.Globalization;
using System.Text.RegularExpressions;

namespace Switchyard.Router.Tracing;

/// <summary>What keeps patterns from finding secrets in JSON, and in texts that hold some: the way it writes characters. JSON that broke off can be read so too.</summary>
internal static partial class JsonEscapes
{
    /// <summary>Writes as themselves the characters that were escaped without need.</summary>
    public static string Undo(string json) => json.Contains('\\', StringComparison.Ordinal) ? Escape().Replace(json, static match => Undo(match.ValueSpan) ?? match.Value) : json;

    /// <summary>Puts blanks in place of escaped line ends and the like, whose letter would be taken for the beginning of what follows. Everything stays where it was.</summary>
    public static string Blank(string text) => text.Contains('\\', StringComparison.Ordinal) ? Space().Replace(text, static match => new string(' ', match.Length)) : text;

    private static string? Undo(ReadOnlySpan<char> escape) =>
        escape is ['\\', '/'] ? "/"
        : escape.Length == 6 && (char)int.Parse(escape[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture) is >= ' ' and not ('"' or '\\') and var character ? character.ToString()
        : null;

    [GeneratedRegex(@"\\(?:u[0-9a-fA-F]{4}|.)")]
    private static partial Regex Escape();

    [GeneratedRegex(@"\\+[nrtbf]")]
    private static partial Regex Space();
}
