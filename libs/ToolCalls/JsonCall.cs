using System.Text.Json;

namespace Switchyard.ToolCalls;

/// <summary>Reads tool calls that are JSON.</summary>
internal static class JsonCall
{
    private static readonly string[] s_argumentNames = ["arguments", "parameters"];

    /// <summary>Reads one call or a list of them; nothing when any of it is none.</summary>
    public static IReadOnlyList<ParsedToolCall> Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text.Trim());
            return ReadRoot(document.RootElement);
        }
        catch (JsonException)
        {
            return [];
        }
        catch (InvalidOperationException)
        {
            // A name with half a surrogate pair is no text.
            return [];
        }
    }

    /// <summary>Gets whether a text is a JSON object.</summary>
    public static bool IsObject(string text) => FindKind(text) == JsonValueKind.Object;

    /// <summary>Gets whether a text is a JSON value.</summary>
    public static bool IsValue(string text) => FindKind(text) is not null;

    private static JsonValueKind? FindKind(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static List<ParsedToolCall> ReadRoot(JsonElement root) =>
        root.ValueKind == JsonValueKind.Array ? ReadAll(root)
        : root.ValueKind == JsonValueKind.Object && root.TryGetProperty("tool_calls", out var list) && list.ValueKind == JsonValueKind.Array ? ReadAll(list)
        : Read(root) is { } call ? [call]
        : [];

    private static List<ParsedToolCall> ReadAll(JsonElement list)
    {
        var calls = new List<ParsedToolCall>();
        foreach (var item in list.EnumerateArray())
        {
            if (Read(item) is not { } call)
            {
                return [];
            }

            calls.Add(call);
        }

        return calls;
    }

    // OpenAI's form has the function one level deeper.
    private static ParsedToolCall? Read(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("function", out var function) && function.ValueKind == JsonValueKind.Object ? ReadFunction(function) : ReadFunction(element);

    private static ParsedToolCall? ReadFunction(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String
        && name.GetString() is { Length: > 0 } text && ReadArguments(element) is { } arguments
            ? new ParsedToolCall(text, arguments)
            : null;

    private static string? ReadArguments(JsonElement call)
    {
        foreach (var name in s_argumentNames)
        {
            if (call.TryGetProperty(name, out var arguments))
            {
                return arguments.ValueKind switch
                {
                    JsonValueKind.Object => arguments.GetRawText(),
                    JsonValueKind.Null => "{}",
                    JsonValueKind.String when string.IsNullOrWhiteSpace(arguments.GetString()) => "{}",
                    JsonValueKind.String when IsObject(arguments.GetString()!) => arguments.GetString(),
                    _ => null,
                };
            }
        }

        return "{}";
    }
}
