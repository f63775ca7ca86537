using System.Text.Json;
using Switchyard.Dialects.Reasoning;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Responses;

/// <summary>Writes the items of <c>output</c>, begun and complete.</summary>
internal static class ResponsesItems
{
    /// <summary>Gets the id of an item; the same when it begins and when it is complete.</summary>
    public static string IdOf(MessagePart part, string answerId, int index) => part switch
    {
        ToolCallPart => $"fc_{answerId}_{index}",
        ReasoningPart => $"rs_{answerId}_{index}",
        _ => $"msg_{answerId}_{index}",
    };

    public static void Write(Utf8JsonWriter json, MessagePart part, string id)
    {
        switch (part)
        {
            case ToolCallPart call:
                WriteCall(json, call, id, isComplete: true);
                break;
            case ReasoningPart reasoning:
                WriteReasoning(json, reasoning, id);
                break;
            default:
                WriteMessage(json, part, id, isComplete: true);
                break;
        }
    }

    /// <summary>Writes an item as it begins: named, and empty.</summary>
    public static void WriteBegun(Utf8JsonWriter json, MessagePart part, string id)
    {
        switch (part)
        {
            case ToolCallPart call:
                WriteCall(json, call, id, isComplete: false);
                break;
            case ReasoningPart:
                WriteReasoning(json, new ReasoningPart(string.Empty, null, ReasoningOrigin.Unknown), id);
                break;
            default:
                WriteMessage(json, part, id, isComplete: false);
                break;
        }
    }

    public static void WriteContentPart(Utf8JsonWriter json, MessagePart part)
    {
        json.WriteStartObject();
        if (part is RefusalPart refusal)
        {
            json.WriteString("type", "refusal");
            json.WriteString("refusal", refusal.Text);
        }
        else
        {
            json.WriteString("type", "output_text");
            json.WriteString("text", ((TextPart)part).Text);
            json.WriteStartArray("annotations");
            json.WriteEndArray();
            json.WriteStartArray("logprobs");
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    public static void WriteSummaryPart(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", "summary_text");
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, MessagePart part, string id, bool isComplete)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("type", "message");
        json.WriteString("status", isComplete ? "completed" : "in_progress");
        json.WriteString("role", "assistant");
        json.WriteStartArray("content");
        if (isComplete)
        {
            WriteContentPart(json, part);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter json, ToolCallPart call, string id, bool isComplete)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("type", "function_call");
        json.WriteString("status", isComplete ? "completed" : "in_progress");
        json.WriteString("call_id", call.Id);
        json.WriteString("name", call.Name);
        json.WriteString("arguments", isComplete ? call.Arguments : string.Empty);
        json.WriteEndObject();
    }

    private static void WriteReasoning(Utf8JsonWriter json, ReasoningPart reasoning, string id)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("type", "reasoning");
        json.WriteStartArray("summary");
        if (reasoning.Text.Length > 0)
        {
            WriteSummaryPart(json, reasoning.Text);
        }

        json.WriteEndArray();
        if (reasoning.Signature is { } signature)
        {
            json.WriteString("encrypted_content", ReasoningFormats.Prefix(reasoning.Origin, reasoning.IsRedacted, ReasoningOrigin.OpenAI) + signature);
        }

        json.WriteEndObject();
    }
}
