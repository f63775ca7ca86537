using System.Text.Json;
using static Switchyard.QueueClient.JsonValues;

namespace Switchyard.QueueClient;

/// <summary>Finds what people want to read in the requests and answers of jobs: chat completions, completions and responses.</summary>
public static class JobMessages
{
    private const string Assistant = "assistant";
    private const string System = "system";
    private const string User = "user";

    /// <summary>Reads a request or an answer; nothing where there is nothing to read, as in vectors.</summary>
    public static IReadOnlyList<JobMessage> Read(JsonElement body)
    {
        IEnumerable<JobMessage> messages =
        [
            .. Said(System, Member(body, "instructions")),
            .. Items(body, "messages").Select(Message),
            .. Said(User, Member(body, "input")),
            .. Said(User, Member(body, "prompt")),
            .. Items(body, "choices").Select(static choice => Member(choice, "message") is { } message ? Message(message) : new JobMessage(Assistant, Text(choice, "text") ?? string.Empty)),
            .. Items(body, "output").Select(Message),
        ];
        return [.. messages.Where(static message => message.Text.Length > 0)];
    }

    private static IEnumerable<JobMessage> Said(string role, JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text => [new JobMessage(role, text.GetString()!)],
        { ValueKind: JsonValueKind.Array } items => items.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Object ? Message(item) : new JobMessage(role, item.ToString())),
        _ => [],
    };

    // A message of a chat, or an item of a response; of the latter some have no role and say what they are.
    private static JobMessage Message(JsonElement message)
    {
        IEnumerable<string> texts =
        [
            .. Parts(Member(message, "content")),
            .. Parts(Member(message, "summary")),
            .. Items(message, "tool_calls").Select(static call => Member(call, "function") is { } function ? Call(function) : "[tool call]"),
            .. Member(message, "arguments") is null ? [] : new[] { Call(message) },
            .. Parts(Member(message, "output")),
        ];
        return new JobMessage(Text(message, "role") ?? Text(message, "type") ?? Assistant, string.Join('\n', texts.Where(static text => text.Length > 0)));
    }

    private static IEnumerable<string> Parts(JsonElement? content) => content switch
    {
        { ValueKind: JsonValueKind.String } text => [text.GetString()!],
        { ValueKind: JsonValueKind.Array } parts => parts.EnumerateArray().Select(static part => Text(part, "text") ?? Text(part, "refusal") ?? $"[{Text(part, "type") ?? "part"}]"),
        _ => [],
    };

    private static string Call(JsonElement function) => $"[{Text(function, "name")} {Text(function, "arguments")}]";
}
