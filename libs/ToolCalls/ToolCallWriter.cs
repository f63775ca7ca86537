using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Switchyard.ToolCalls;

/// <summary>Writes tool calls as models write them, so that <see cref="ToolCallParser"/> reads them back.</summary>
public static class ToolCallWriter
{
    /// <summary>Writes the calls of one turn; nothing for none.</summary>
    /// <param name="syntax">How they are written.</param>
    /// <param name="calls">The calls; arguments that are no JSON object are written as a string.</param>
    public static string Write(ToolCallSyntax syntax, IReadOnlyList<ParsedToolCall> calls)
    {
        ArgumentNullException.ThrowIfNull(calls);
        return calls.Count == 0 ? string.Empty : syntax switch
        {
            ToolCallSyntax.Llama => "<|python_tag|>" + Join("; ", calls, static call => Object(call, "parameters")),
            ToolCallSyntax.Mistral => $"[TOOL_CALLS] [{Join(", ", calls, static call => Object(call, "arguments"))}]",
            ToolCallSyntax.MistralNamed => Join(string.Empty, calls, static call => $"[TOOL_CALLS]{call.Name}[ARGS]{Arguments(call)}"),
            ToolCallSyntax.ToolCode => $"```tool_code\n{ToolCode(calls)}\n```",
            ToolCallSyntax.FunctionTag => Join("\n", calls, static call => $"<function={call.Name}>{Arguments(call)}</function>"),
            ToolCallSyntax.OpenAI => $"{{\"tool_calls\": [{Join(", ", calls, static call => $"{{\"type\": \"function\", \"function\": {Object(call, "arguments")}}}")}]}}",
            _ => Join("\n", calls, static call => $"<tool_call>\n{Object(call, "arguments")}\n</tool_call>"),
        };
    }

    // Python has no word for a key that is no name; such calls are a list in JSON.
    private static string ToolCode(IReadOnlyList<ParsedToolCall> calls)
    {
        var text = new StringBuilder();
        foreach (var call in calls)
        {
            if (Keywords(call) is not { } keywords)
            {
                return $"[{Join(", ", calls, static call => Object(call, "arguments"))}]";
            }

            text.Append(text.Length > 0 ? "\n" : string.Empty).Append(CultureInfo.InvariantCulture, $"{call.Name}({keywords})");
        }

        return text.ToString();
    }

    private static string? Keywords(ParsedToolCall call)
    {
        if (!JsonCall.IsObject(call.Arguments))
        {
            return null;
        }

        using var document = JsonDocument.Parse(call.Arguments);
        var members = document.RootElement.EnumerateObject().ToList();
        return members.TrueForAll(static member => IsName(member.Name)) ? string.Join(", ", members.Select(static member => $"{member.Name}={member.Value.GetRawText()}")) : null;
    }

    private static bool IsName(string text) => text.Length > 0 && text.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static string Object(ParsedToolCall call, string arguments) => $"{{\"name\": {Quote(call.Name)}, \"{arguments}\": {Arguments(call)}}}";

    private static string Arguments(ParsedToolCall call) => JsonCall.IsObject(call.Arguments) ? call.Arguments : Quote(call.Arguments);

    private static string Quote(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    private static string Join(string separator, IReadOnlyList<ParsedToolCall> calls, Func<ParsedToolCall, string> write) => string.Join(separator, calls.Select(write));
}
