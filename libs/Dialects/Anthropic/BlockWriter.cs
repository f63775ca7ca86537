using System.Text.Json;
using Switchyard.Dialects.Features;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Anthropic;

/// <summary>Writes the content blocks of a request.</summary>
internal static class BlockWriter
{
    public static void WriteText(Utf8JsonWriter json, string text, JsonElement? cacheControl)
    {
        json.WriteStartObject();
        json.WriteString("type", "text");
        json.WriteString("text", text);
        json.WriteOptional("cache_control", cacheControl);
        json.WriteEndObject();
    }

    public static void Write(RequestTranslation translation, MessagePart part)
    {
        var json = translation.Json;
        switch (part)
        {
            // Empty blocks are refused there and say nothing.
            case TextPart { Text: "" } or RefusalPart { Text: "" }:
                break;
            case TextPart text:
                WriteText(json, text.Text, text.CacheControl);
                break;
            case RefusalPart refusal:
                WriteText(json, refusal.Text, refusal.CacheControl);
                break;
            case ImagePart image:
                WriteImage(translation, image);
                break;
            case DocumentPart document:
                WriteDocument(json, document);
                break;
            case ToolCallPart call:
                WriteCall(json, call);
                break;
            case ToolResultPart result:
                WriteResult(translation, result);
                break;
            case ReasoningPart reasoning:
                WriteReasoning(translation, reasoning);
                break;
            case AudioPart:
                translation.Takes(RequestFeature.Audio, part.Field);
                break;
            default:
                throw RequestTranslation.Refusal(part.Field, $"'{part.Field}' cannot be sent to Anthropic.");
        }
    }

    /// <summary>Tells whether Anthropic will take a piece of reasoning back: it must have signed it.</summary>
    public static bool IsSigned(ReasoningPart reasoning) => reasoning is { Origin: ReasoningOrigin.Anthropic, Signature: not null };

    // Letters, digits, _ and - are all Anthropic takes; other providers' ids have dots and colons.
    public static string SafeId(string id) => id.All(IsSafe) ? id : string.Concat(id.Select(character => IsSafe(character) ? character : '_'));

    private static bool IsSafe(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '-';

    private static void WriteImage(RequestTranslation translation, ImagePart image)
    {
        if (image.Detail is not null and not "auto")
        {
            translation.Takes(RequestFeature.ImageDetail, $"{image.Field}.image_url.detail");
        }

        translation.Json.WriteStartObject();
        translation.Json.WriteString("type", "image");
        WriteSource(translation.Json, image.Source);
        translation.Json.WriteOptional("cache_control", image.CacheControl);
        translation.Json.WriteEndObject();
    }

    private static void WriteDocument(Utf8JsonWriter json, DocumentPart document)
    {
        json.WriteStartObject();
        json.WriteString("type", "document");
        WriteSource(json, document.Source);
        json.WriteOptional("title", document.Name);
        json.WriteOptional("cache_control", document.CacheControl);
        json.WriteEndObject();
    }

    private static void WriteSource(Utf8JsonWriter json, MediaSource source)
    {
        json.WriteStartObject("source");
        if (source.Url is { } url)
        {
            json.WriteString("type", "url");
            json.WriteString("url", url);
        }
        else if (TextDocument.Is(source))
        {
            json.WriteString("type", "text");
            json.WriteString("media_type", TextDocument.MediaType);
            json.WriteString("data", TextDocument.Text(source));
        }
        else
        {
            json.WriteString("type", "base64");
            json.WriteString("media_type", source.MediaType);
            json.WriteString("data", source.Base64);
        }

        json.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter json, ToolCallPart call)
    {
        if (!JsonText.IsObject(call.Arguments))
        {
            throw RequestTranslation.Refusal(call.Field, $"The arguments of '{call.Field}' are no JSON object, and Anthropic takes nothing else.");
        }

        json.WriteStartObject();
        json.WriteString("type", "tool_use");
        json.WriteString("id", SafeId(call.Id));
        json.WriteString("name", call.Name);
        json.WriteJson("input", call.Arguments);
        json.WriteOptional("cache_control", call.CacheControl);
        json.WriteEndObject();
    }

    private static void WriteResult(RequestTranslation translation, ToolResultPart result)
    {
        var json = translation.Json;
        json.WriteStartObject();
        json.WriteString("type", "tool_result");
        json.WriteString("tool_use_id", SafeId(result.CallId));
        if (result.Content is [TextPart { CacheControl: null } only])
        {
            json.WriteString("content", only.Text);
        }
        else if (result.Content.Count > 0)
        {
            json.WriteStartArray("content");
            foreach (var part in result.Content)
            {
                Write(translation, part);
            }

            json.WriteEndArray();
        }

        if (result.IsError)
        {
            json.WriteBoolean("is_error", true);
        }

        json.WriteOptional("cache_control", result.CacheControl);
        json.WriteEndObject();
    }

    private static void WriteReasoning(RequestTranslation translation, ReasoningPart reasoning)
    {
        if (!IsSigned(reasoning))
        {
            translation.Drop(reasoning.Field, "Anthropic takes back only reasoning it has signed itself.");
            return;
        }

        var json = translation.Json;
        json.WriteStartObject();
        json.WriteString("type", reasoning.IsRedacted ? "redacted_thinking" : "thinking");
        if (reasoning.IsRedacted)
        {
            json.WriteString("data", reasoning.Signature);
        }
        else
        {
            json.WriteString("thinking", reasoning.Text);
            json.WriteString("signature", reasoning.Signature);
        }

        json.WriteEndObject();
    }
}
