using System.Text.Json;
using Switchyard.Dialects.Features;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.OpenAI;
using Switchyard.Dialects.Requests;

namespace Switchyard.Cohere;

/// <summary>Writes <c>messages</c>. Instructions come first, and once; empty messages, which Cohere refuses, are left out.</summary>
internal static class CohereMessages
{
    public static void Write(RequestTranslation translation)
    {
        translation.Json.WriteStartArray("messages");
        WriteMessage(translation, "system", Turns.Instructions(translation));
        foreach (var message in translation.Request.Messages)
        {
            switch (message.Role)
            {
                case MessageRole.User:
                    WriteMessage(translation, "user", message.Parts);
                    break;
                case MessageRole.Assistant:
                    WriteAssistant(translation, message.Parts);
                    break;
                case MessageRole.Tool:
                    WriteResults(translation, message.Parts);
                    break;
                default:
                    // Instructions in the middle of the conversation, which stand before it now.
                    break;
            }
        }

        translation.Json.WriteEndArray();
    }

    private static void WriteMessage(RequestTranslation translation, string role, IReadOnlyList<MessagePart> parts)
    {
        List<MessagePart> said = [.. parts.Where(IsSaid)];
        if (said.Count == 0)
        {
            return;
        }

        translation.Json.WriteStartObject();
        translation.Json.WriteString("role", role);
        WriteContent(translation, said);
        translation.Json.WriteEndObject();
    }

    private static void WriteAssistant(RequestTranslation translation, IReadOnlyList<MessagePart> parts)
    {
        List<ToolCallPart> calls = [.. parts.OfType<ToolCallPart>()];
        var thoughts = string.Concat(parts.OfType<ReasoningPart>().Select(part => part.Text));
        ReportSignatures(translation, parts);

        // With calls, what the model thought before them is their plan; without, it is a block before the text.
        List<MessagePart> content = [.. parts.Where(part => part is not ToolCallPart && (part is not ReasoningPart || calls.Count == 0) && IsSaid(part))];
        if (content.Count == 0 && calls.Count == 0)
        {
            return;
        }

        translation.Json.WriteStartObject();
        translation.Json.WriteString("role", "assistant");
        if (content.Count > 0)
        {
            WriteContent(translation, content);
        }

        if (calls.Count > 0)
        {
            translation.Json.WriteOptional("tool_plan", thoughts.Length > 0 ? thoughts : null);
            WriteCalls(translation, calls);
        }

        translation.Json.WriteEndObject();
    }

    private static void ReportSignatures(RequestTranslation translation, IReadOnlyList<MessagePart> parts)
    {
        foreach (var part in parts.OfType<ReasoningPart>().Where(part => part.Signature is not null))
        {
            translation.Drop(part.Field, "Cohere takes back the text of reasoning, not its signature.");
        }
    }

    private static void WriteCalls(RequestTranslation translation, List<ToolCallPart> calls)
    {
        var json = translation.Json;
        json.WriteStartArray("tool_calls");
        foreach (var call in calls)
        {
            ReportCaching(translation, call);
            FunctionJson.WriteCall(json, call);
        }

        json.WriteEndArray();
    }

    private static void WriteResults(RequestTranslation translation, IReadOnlyList<MessagePart> parts)
    {
        foreach (var result in parts.OfType<ToolResultPart>())
        {
            ReportCaching(translation, result);
            if (result.IsError)
            {
                translation.Takes(RequestFeature.ToolResultError, $"{result.Field}.is_error");
            }

            if (result.Content.FirstOrDefault(part => part is ImagePart) is { } image)
            {
                throw RequestTranslation.Refusal(image.Field, $"'{image.Field}' is an image, and Cohere takes text alone as what a call gave.");
            }

            translation.Json.WriteStartObject();
            translation.Json.WriteString("role", "tool");
            translation.Json.WriteString("tool_call_id", result.CallId);
            WriteContent(translation, result.Content.Count > 0 ? result.Content : [new TextPart(string.Empty)]);
            translation.Json.WriteEndObject();
        }
    }

    private static void WriteContent(RequestTranslation translation, IReadOnlyList<MessagePart> parts)
    {
        translation.Json.WriteStartArray("content");
        foreach (var part in parts)
        {
            ReportCaching(translation, part);
            translation.Json.WriteStartObject();
            WriteBlock(translation, part);
            translation.Json.WriteEndObject();
        }

        translation.Json.WriteEndArray();
    }

    private static void WriteBlock(RequestTranslation translation, MessagePart part)
    {
        switch (part)
        {
            case TextPart text:
                WriteText(translation.Json, "text", text.Text);
                break;
            case RefusalPart refusal:
                WriteText(translation.Json, "text", refusal.Text);
                break;
            case ReasoningPart reasoning:
                WriteText(translation.Json, "thinking", reasoning.Text);
                break;
            case DocumentPart document when TextDocument.Is(document.Source):
                WriteText(translation.Json, "text", TextDocument.Text(document.Source));
                break;
            case ImagePart image:
                WriteImage(translation.Json, image);
                break;
            case DocumentPart document:
                translation.Takes(document.Source.Url is null ? RequestFeature.PdfDocument : RequestFeature.DocumentUrl, document.Field);
                break;
            case AudioPart audio:
                translation.Takes(RequestFeature.Audio, audio.Field);
                break;
            default:
                throw RequestTranslation.Refusal(part.Field, $"'{part.Field}' cannot stand in this place of a conversation.");
        }
    }

    private static void WriteText(Utf8JsonWriter json, string type, string text)
    {
        json.WriteString("type", type);
        json.WriteString(type, text);
    }

    private static void WriteImage(Utf8JsonWriter json, ImagePart image)
    {
        json.WriteString("type", "image_url");
        json.WriteStartObject("image_url");
        json.WriteString("url", DataUri.Write(image.Source));
        json.WriteOptional("detail", image.Detail);
        json.WriteEndObject();
    }

    private static bool IsSaid(MessagePart part) => part is not (TextPart { Text: "" } or RefusalPart { Text: "" } or ReasoningPart { Text: "" });

    private static void ReportCaching(RequestTranslation translation, MessagePart part)
    {
        if (part.CacheControl is not null)
        {
            translation.Takes(RequestFeature.CacheControl, $"{part.Field}.cache_control");
        }
    }
}
