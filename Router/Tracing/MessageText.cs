using System.Globalization;
using System.Text.Json;

namespace Switchyard.Router.Tracing;

/// <summary>
/// Reads what requests and whole answers say, in every dialect of callers at once. The readers that translate would refuse what they cannot translate;
/// this one takes what it knows and leaves the rest, since an upstream may well have understood it.
/// </summary>
internal static class MessageText
{
    public static void ReadRequest(JsonElement body, ContentParts parts)
    {
        ReadContent(body.Member("system"), PartRoles.System, PartTypes.Text, parts);
        ReadContent(body.Member("instructions"), PartRoles.System, PartTypes.Text, parts);
        ReadItems(body.Member("messages"), PartRoles.User, parts);
        ReadItems(body.Member("input"), PartRoles.User, parts);
        ReadItems(body.Member("prompt"), PartRoles.User, parts);
        ReadItems(body.Member("suffix"), PartRoles.User, parts);
    }

    public static void ReadAnswer(JsonElement body, ContentParts parts)
    {
        foreach (var (i, choice) in body.Member("choices").Items().Index())
        {
            ReadMessage(choice.Member("message"), PartRoles.Assistant, parts, i);
            Add(PartRoles.Assistant, PartTypes.Text, choice.Text("text"), parts, i);
        }

        ReadContent(body.Member("content"), PartRoles.Assistant, PartTypes.Text, parts);
        Add(PartRoles.Assistant, PartTypes.Text, body.Text("text"), parts, 0);
        ReadItems(body.Member("output"), PartRoles.Assistant, parts);
        ReadError(body.Member("error"), parts);
    }

    /// <summary>Reads an error as OpenAI and Anthropic write them.</summary>
    public static void ReadError(JsonElement error, ContentParts parts)
    {
        if (error.Text("message") is { } message)
        {
            var code = error.Text("code") ?? error.Text("type");
            parts.Add(PartRoles.Assistant, PartTypes.Error, code is null ? message : $"{code}: {message}");
        }
    }

    /// <summary>Reads a piece of a message's content.</summary>
    /// <param name="block">The piece.</param>
    /// <param name="role">Whose it is.</param>
    /// <param name="type">What its text is.</param>
    /// <param name="parts">Takes it.</param>
    /// <param name="choice">Which of several answers it is of.</param>
    public static void ReadBlock(JsonElement block, string role, string type, ContentParts parts, int choice = 0)
    {
        switch (block.Text("type") ?? "text")
        {
            case "text" or "input_text" or "output_text" or "summary_text" or "reasoning_text":
                Add(role, type, block.Text("text"), parts, choice);
                break;
            case "thinking":
                ReadContent(block.Member("thinking"), role, PartTypes.Reasoning, parts, choice);
                break;
            case "refusal":
                Add(role, PartTypes.Refusal, block.Text("refusal"), parts, choice);
                break;
            case "tool_use":
                AddCall(block.Text("name"), block.Member("input"), role, parts, choice);
                break;
            case "tool_result":
                ReadContent(block.Member("content"), PartRoles.Tool, PartTypes.ToolResult, parts, choice);
                break;
            case "document" when block.Member("source").Text("type") == "text":
                Add(role, type, block.Member("source").Text("data"), parts, choice);
                break;
            case ("image_url" or "input_image" or "image" or "document" or "file" or "input_file" or "input_audio") and var media:
                parts.Add(role, PartTypes.Media, MediaLabel.Of(block, media), null, choice);
                break;
            case var unknown:
                parts.Add(role, PartTypes.Other, $"[{unknown}]", null, choice);
                break;
        }
    }

    private static void ReadItems(JsonElement items, string role, ContentParts parts)
    {
        if (items.ValueKind == JsonValueKind.Array && items.Items().FirstOrDefault().ValueKind == JsonValueKind.Number)
        {
            parts.Add(role, PartTypes.Other, string.Create(CultureInfo.InvariantCulture, $"[{items.GetArrayLength()} tokens]"));
            return;
        }

        Add(role, PartTypes.Text, items.Text(), parts, 0);
        foreach (var item in items.Items())
        {
            if (item.ValueKind == JsonValueKind.Object)
            {
                ReadItem(item, role, parts);
            }
            else
            {
                ReadItems(item, role, parts);
            }
        }
    }

    private static void ReadItem(JsonElement item, string role, ContentParts parts)
    {
        switch (item.Text("type") ?? "message")
        {
            case "message":
                ReadMessage(item, item.Text("role") is { } word ? PartRoles.Of(word) : role, parts, 0);
                break;
            case "function_call":
                AddCall(item.Text("name"), item.Member("arguments"), PartRoles.Assistant, parts, 0);
                break;
            case "function_call_output":
                ReadContent(item.Member("output"), PartRoles.Tool, PartTypes.ToolResult, parts);
                break;
            case "reasoning":
                ReadContent(item.Member("summary"), PartRoles.Assistant, PartTypes.Reasoning, parts);
                ReadContent(item.Member("content"), PartRoles.Assistant, PartTypes.Reasoning, parts);
                break;
            default:
                ReadBlock(item, role, PartTypes.Text, parts);
                break;
        }
    }

    private static void ReadMessage(JsonElement message, string role, ContentParts parts, int choice)
    {
        Add(role, PartTypes.Reasoning, message.Text("reasoning_content") ?? message.Text("reasoning"), parts, choice);
        ReadContent(message.Member("content"), role, role == PartRoles.Tool ? PartTypes.ToolResult : PartTypes.Text, parts, choice);
        Add(role, PartTypes.Refusal, message.Text("refusal"), parts, choice);
        foreach (var call in message.Member("tool_calls").Items())
        {
            AddCall(call.Member("function").Text("name"), call.Member("function").Member("arguments"), role, parts, choice);
        }
    }

    private static void ReadContent(JsonElement content, string role, string type, ContentParts parts, int choice = 0)
    {
        Add(role, type, content.Text(), parts, choice);
        foreach (var block in content.Items())
        {
            if (block.ValueKind == JsonValueKind.Object)
            {
                ReadBlock(block, role, type, parts, choice);
            }
            else
            {
                Add(role, type, block.Text(), parts, choice);
            }
        }
    }

    private static void AddCall(string? name, JsonElement arguments, string role, ContentParts parts, int choice) =>
        parts.Add(role, PartTypes.ToolCall, arguments.Text() ?? (arguments.ValueKind == JsonValueKind.Undefined ? string.Empty : arguments.GetRawText()), name, choice);

    private static void Add(string role, string type, string? text, ContentParts parts, int choice)
    {
        if (text is { Length: > 0 })
        {
            parts.Add(role, type, text, null, choice);
        }
    }
}
