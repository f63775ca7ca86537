using Switchyard.Dialects.Features;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Chat;

/// <summary>Writes <c>messages</c>.</summary>
internal static class ChatMessagesWriter
{
    public static void Write(RequestTranslation translation)
    {
        translation.Json.WriteStartArray("messages");
        if (translation.Request.Instructions is { Count: > 0 } instructions)
        {
            WriteMessage(translation, "system", instructions, null);
        }

        foreach (var message in translation.Request.Messages)
        {
            Write(translation, message);
        }

        translation.Json.WriteEndArray();
    }

    private static void Write(RequestTranslation translation, Message message)
    {
        switch (message.Role)
        {
            case MessageRole.System:
                WriteMessage(translation, "system", message.Parts, message.Name);
                break;
            case MessageRole.User:
                WriteMessage(translation, "user", message.Parts, message.Name);
                break;
            case MessageRole.Tool:
                WriteResults(translation, message);
                break;
            default:
                WriteAssistant(translation, message);
                break;
        }
    }

    private static void WriteMessage(RequestTranslation translation, string role, IReadOnlyList<MessagePart> parts, string? name)
    {
        translation.Json.WriteStartObject();
        translation.Json.WriteString("role", role);
        ChatContent.Write(translation, parts);
        translation.Json.WriteOptional("name", name);
        translation.Json.WriteEndObject();
    }

    private static void WriteAssistant(RequestTranslation translation, Message message)
    {
        var json = translation.Json;
        foreach (var part in message.Parts)
        {
            if (part.CacheControl is not null)
            {
                translation.Takes(RequestFeature.CacheControl, $"{part.Field}.cache_control");
            }
        }

        json.WriteStartObject();
        json.WriteString("role", "assistant");
        ChatAssistantMessage.Write(json, [.. message.Parts.Select(part => part is TextPart ? part with { CacheControl = null } : part)]);
        WriteReasoning(translation, message.Parts);
        json.WriteOptional("name", message.Name);
        if (translation.Request.ContinuesAnswer && translation.Traits.Prefill == PrefillStyle.PrefixMember && ReferenceEquals(message, translation.Request.Messages[^1]))
        {
            json.WriteBoolean("prefix", true);
        }

        json.WriteEndObject();
    }

    private static void WriteReasoning(RequestTranslation translation, IReadOnlyList<MessagePart> parts)
    {
        if (translation.Traits.ReasoningHistory != ReasoningHistory.Omit)
        {
            ChatAssistantMessage.WriteReasoningText(translation.Json, parts);
        }

        if (translation.Traits.ReasoningHistory == ReasoningHistory.Details)
        {
            ChatAssistantMessage.WriteReasoningDetails(translation.Json, parts);
            return;
        }

        foreach (var part in parts.OfType<ReasoningPart>())
        {
            if (part.Signature is not null || translation.Traits.ReasoningHistory == ReasoningHistory.Omit)
            {
                translation.Drop(part.Field, "The model's provider does not take back signed reasoning of earlier turns.");
            }
        }
    }

    // Results hold text alone here; images and documents of a result follow in a message of their own, after all results, where the provider demands them together.
    private static void WriteResults(RequestTranslation translation, Message message)
    {
        List<MessagePart> media = [];
        foreach (var result in message.Parts.Cast<ToolResultPart>())
        {
            WriteResult(translation, result);
            media.AddRange(result.Content.Where(part => part is not TextPart));
        }

        if (media.Count > 0)
        {
            WriteMessage(translation, "user", media, null);
        }
    }

    private static void WriteResult(RequestTranslation translation, ToolResultPart result)
    {
        if (result.IsError)
        {
            translation.Takes(RequestFeature.ToolResultError, $"{result.Field}.is_error");
        }

        if (result.CacheControl is not null)
        {
            translation.Takes(RequestFeature.CacheControl, $"{result.Field}.cache_control");
        }

        var texts = result.Content.Where(part => part is TextPart).ToList();
        translation.Json.WriteStartObject();
        translation.Json.WriteString("role", "tool");
        translation.Json.WriteString("tool_call_id", result.CallId);
        ChatContent.Write(translation, texts.Count > 0 ? texts : [new TextPart(string.Empty)]);
        translation.Json.WriteEndObject();
    }
}
