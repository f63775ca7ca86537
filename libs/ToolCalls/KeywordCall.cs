using System.Text;
using System.Text.RegularExpressions;

namespace Switchyard.ToolCalls;

/// <summary>Reads calls whose named arguments have values in JSON, <c>name(key=value, …)</c>, one after the other: what a constraint lets a model write.</summary>
internal static partial class KeywordCall
{
    /// <summary>Reads the calls; nothing when any of it is none.</summary>
    public static IReadOnlyList<ParsedToolCall> Parse(string code)
    {
        var calls = new List<ParsedToolCall>();
        var at = 0;
        while (!code.AsSpan(at).IsWhiteSpace())
        {
            var head = Head().Match(code, at);
            at = head.Index + head.Length;
            if (!head.Success || ReadArguments(code, ref at) is not { } arguments)
            {
                return [];
            }

            calls.Add(new ParsedToolCall(head.Groups["name"].Value, arguments));
        }

        return calls;
    }

    // Stands behind the opening parenthesis, and in the end behind the closing one.
    private static string? ReadArguments(string code, ref int at)
    {
        var json = new StringBuilder("{");
        for (var end = End().Match(code, at); !end.Success; end = End().Match(code, at))
        {
            var key = Key(json.Length > 1).Match(code, at);
            var start = key.Index + key.Length;
            if (!key.Success || FindEnd(code, start) is not { } stop || !JsonCall.IsValue(code[start..stop]))
            {
                return null;
            }

            json.Append(json.Length > 1 ? ", " : string.Empty).Append('"').Append(key.Groups["key"].Value).Append("\": ").Append(code.AsSpan(start, stop - start).Trim());
            at = stop;
        }

        at = code.IndexOf(')', at) + 1;
        return json.Append('}').ToString();
    }

    // The comma or parenthesis after a value: the first outside of strings and brackets.
    private static int? FindEnd(string code, int start)
    {
        var quotes = new Quotes("\"");
        var depth = 0;
        for (var i = start; i < code.Length; i++)
        {
            var c = code[i];
            if (quotes.Take(c))
            {
                continue;
            }

            if (depth == 0 && c is ',' or ')')
            {
                return i;
            }

            depth += c is '{' or '[' ? 1 : c is '}' or ']' ? -1 : 0;
        }

        return null;
    }

    private static Regex Key(bool isLater) => isLater ? LaterKey() : FirstKey();

    [GeneratedRegex(@"\G\s*(?<name>[\w.-]+)\(")]
    private static partial Regex Head();

    [GeneratedRegex(@"\G\s*\)")]
    private static partial Regex End();

    [GeneratedRegex(@"\G\s*(?<key>\w+)\s*=")]
    private static partial Regex FirstKey();

    [GeneratedRegex(@"\G\s*,\s*(?<key>\w+)\s*=")]
    private static partial Regex LaterKey();
}
