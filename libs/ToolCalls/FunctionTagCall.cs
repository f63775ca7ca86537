using System.Text;
using System.Text.Encodings.Web;

namespace Switchyard.ToolCalls;

/// <summary>Reads calls in tags that name the function, with arguments in JSON or in a tag each. What a tag holds is JSON where it can be, else text.</summary>
internal static class FunctionTagCall
{
    private const string Open = "<function=";
    private const string Close = "</function>";
    private const string ParameterOpen = "<parameter=";
    private const string ParameterClose = "</parameter>";

    /// <summary>Reads the one call that is all of <paramref name="text"/>; nothing when it is none.</summary>
    public static IReadOnlyList<ParsedToolCall> Parse(string text)
    {
        text = text.Trim();
        return text.StartsWith(Open, StringComparison.Ordinal) && text.EndsWith(Close, StringComparison.Ordinal) ? ParseInside(text[Open.Length..^Close.Length]) : [];
    }

    /// <summary>Reads what stands between the tags, from the name on.</summary>
    public static IReadOnlyList<ParsedToolCall> ParseInside(string text)
    {
        var end = text.IndexOf('>', StringComparison.Ordinal);
        if (end <= 0 || text[..end].Trim() is not { Length: > 0 } name)
        {
            return [];
        }

        var rest = text[(end + 1)..].Trim();
        var arguments = rest.StartsWith('{') ? (JsonCall.IsObject(rest) ? rest : null) : ReadParameters(rest);
        return arguments is null ? [] : [new ParsedToolCall(name, arguments)];
    }

    private static string? ReadParameters(string text)
    {
        var json = new StringBuilder("{");
        while (text.Length > 0)
        {
            var nameEnd = text.IndexOf('>', StringComparison.Ordinal);
            var valueEnd = text.IndexOf(ParameterClose, StringComparison.Ordinal);
            if (!text.StartsWith(ParameterOpen, StringComparison.Ordinal) || nameEnd < 0 || valueEnd < nameEnd)
            {
                return null;
            }

            json.Append(json.Length > 1 ? ", " : string.Empty).Append(Quote(text[ParameterOpen.Length..nameEnd].Trim())).Append(": ").Append(ReadValue(text[(nameEnd + 1)..valueEnd]));
            text = text[(valueEnd + ParameterClose.Length)..].TrimStart();
        }

        return json.Append('}').ToString();
    }

    // The template puts a value on lines of its own.
    private static string ReadValue(string text)
    {
        text = text.StartsWith('\n') ? text[1..] : text;
        text = text.EndsWith('\n') ? text[..^1] : text;
        return JsonCall.IsValue(text) && !text.TrimStart().StartsWith('"') ? text.Trim() : Quote(text);
    }

    private static string Quote(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";
}
