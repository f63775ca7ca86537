using System.Text.Json;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Chat;

/// <summary>An assistant message, in a request's history and in an answer alike.</summary>
internal static class ChatAssistantMessage
{
    public static List<MessagePart> Read(JsonField message, string? idPrefix)
    {
        List<MessagePart> parts = [];
        ReadContent(message["content"], parts);
        if (message["refusal"].OptionalText() is { Length: > 0 } refusal)
        {
            parts.Add(new RefusalPart(refusal) { Field = message["refusal"].Path });
        }

        parts.AddRange(ChatToolCalls.Read(message["tool_calls"], idPrefix));
        ReadReasoning(message, parts);
        return parts;
    }

    /// <summary>Writes <c>content</c>, <c>refusal</c> and <c>tool_calls</c>.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<MessagePart> parts)
    {
        WriteContent(json, [.. parts.OfType<TextPart>()]);
        if (parts.Any(part => part is RefusalPart))
        {
            json.WriteString("refusal", string.Concat(parts.OfType<RefusalPart>().Select(part => part.Text)));
        }

        ChatToolCalls.Write(json, parts);
    }

    /// <summary>Writes what an answer thought as <c>reasoning_content</c>, for people, and <c>reasoning_details</c>, for the way back.</summary>
    public static void WriteReasoning(Utf8JsonWriter json, IReadOnlyList<MessagePart> parts)
    {
        WriteReasoningText(json, parts);
        WriteReasoningDetails(json, parts);
    }

    public static void WriteReasoningText(Utf8JsonWriter json, IReadOnlyList<MessagePart> parts)
    {
        var text = string.Concat(parts.OfType<ReasoningPart>().Select(part => part.Text));
        if (text.Length > 0)
        {
            json.WriteString("reasoning_content", text);
        }
    }

    /// <summary>Writes <c>reasoning_details</c> if anything in them is signed; else the text says all.</summary>
    public static void WriteReasoningDetails(Utf8JsonWriter json, IReadOnlyList<MessagePart> parts)
    {
        if (!parts.Any(part => part is ReasoningPart { Signature: not null }))
        {
            return;
        }

        json.WriteStartArray("reasoning_details");
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i] is ReasoningPart reasoning)
            {
                ReasoningDetails.Write(json, reasoning, i);
            }
        }

        json.WriteEndArray();
    }

    private static void WriteContent(Utf8JsonWriter json, TextPart[] texts)
    {
        switch (texts)
        {
            case []:
                json.WriteNull("content");
                break;
            case [{ CacheControl: null } text]:
                json.WriteString("content", text.Text);
                break;
            default:
                json.WriteStartArray("content");
                foreach (var text in texts)
                {
                    ChatContent.WriteText(json, text.Text);
                }

                json.WriteEndArray();
                break;
        }
    }

    private static void ReadContent(JsonField content, List<MessagePart> parts)
    {
        if (content.Kind != JsonValueKind.Array)
        {
            AddText(parts, content, content.OptionalText());
            return;
        }

        foreach (var item in content.Items())
        {
            switch (item["type"].Text())
            {
                case "text":
                    parts.Add(new TextPart(item["text"].Text()) { Field = item.Path, CacheControl = item["cache_control"].OptionalObject() });
                    break;
                case "refusal":
                    parts.Add(new RefusalPart(item["refusal"].Text()) { Field = item.Path });
                    break;
                case "thinking":
                    // Mistral's reasoning models answer like this.
                    parts.Add(new ReasoningPart(string.Concat(item["thinking"].Items().Select(piece => piece["text"].OptionalText())), null, ReasoningOrigin.Unknown) { Field = item.Path });
                    break;
                case var type:
                    throw new JsonShapeException(item.Path, $"'{item.Path}' is of type '{type}', which an assistant message cannot have.");
            }
        }
    }

    private static void ReadReasoning(JsonField message, List<MessagePart> parts)
    {
        var details = message["reasoning_details"];
        if (details.Kind == JsonValueKind.Array && details.Element.GetArrayLength() > 0)
        {
            ReasoningDetails.InsertInto(parts, details);
            return;
        }

        var text = message["reasoning_content"].OptionalText() ?? message["reasoning"].OptionalText();
        if (!string.IsNullOrEmpty(text))
        {
            parts.Insert(0, new ReasoningPart(text, null, ReasoningOrigin.Unknown) { Field = message["reasoning_content"].Path });
        }
    }

    private static void AddText(List<MessagePart> parts, JsonField content, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            parts.Add(new TextPart(text) { Field = content.Path });
        }
    }
}
