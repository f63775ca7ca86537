using System.Text.Json;
using Switchyard.Dialects.Anthropic;
using Switchyard.Dialects.Features;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Gemini;

/// <summary>
/// Writes <c>contents</c>. A thought signature stands on the part after the thoughts; canonical reasoning carries it before that part, and here it is put back.
/// </summary>
internal sealed class GeminiContents
{
    // Gemini 3 refuses a call without a signature; this word, which Google documents for histories of other models, lets it pass.
    private const string NoSignature = "skip_thought_signature_validator";

    private readonly RequestTranslation _translation;
    private readonly Dictionary<string, string> _functions = new(StringComparer.Ordinal);
    private string? _signature;

    private GeminiContents(RequestTranslation translation)
    {
        _translation = translation;
    }

    private Utf8JsonWriter Json => _translation.Json;

    public static void Write(RequestTranslation translation)
    {
        var contents = new GeminiContents(translation);
        translation.Json.WriteStartArray("contents");
        foreach (var (isAssistant, parts) in Turns.Of(translation.Request.Messages))
        {
            contents.WriteTurn(isAssistant, parts);
        }

        translation.Json.WriteEndArray();
    }

    private void WriteTurn(bool isAssistant, List<MessagePart> parts)
    {
        Json.WriteStartObject();
        Json.WriteString("role", isAssistant ? "model" : "user");
        Json.WriteStartArray("parts");
        var calls = 0;
        foreach (var part in parts)
        {
            if (part is ToolCallPart && calls++ == 0 && _translation.Traits.HasThinkingLevels)
            {
                _signature ??= NoSignature;
            }

            WritePart(part);
        }

        if (_signature is not null)
        {
            BeginPart();
            Json.WriteString("text", string.Empty);
            Json.WriteEndObject();
        }

        Json.WriteEndArray();
        Json.WriteEndObject();
    }

    private void WritePart(MessagePart part)
    {
        if (part.CacheControl is not null)
        {
            _translation.Takes(RequestFeature.CacheControl, $"{part.Field}.cache_control");
        }

        switch (part)
        {
            case TextPart text:
                WriteText(text.Text);
                break;
            case RefusalPart refusal:
                WriteText(refusal.Text);
                break;
            case ReasoningPart reasoning:
                WriteReasoning(reasoning);
                break;
            case ToolCallPart call:
                WriteCall(call);
                break;
            case ToolResultPart result:
                WriteResult(result);
                break;
            default:
                WriteMedia(part);
                break;
        }
    }

    private void BeginPart()
    {
        Json.WriteStartObject();
        Json.WriteOptional("thoughtSignature", _signature);
        _signature = null;
    }

    private void WriteText(string text)
    {
        if (text.Length > 0 || _signature is not null)
        {
            BeginPart();
            Json.WriteString("text", text);
            Json.WriteEndObject();
        }
    }

    private void WriteReasoning(ReasoningPart reasoning)
    {
        if (reasoning is not { Origin: ReasoningOrigin.Gemini, Signature: { } signature })
        {
            _translation.Drop(reasoning.Field, "Gemini takes back only reasoning it has signed itself.");
            return;
        }

        if (reasoning.Text.Length > 0)
        {
            Json.WriteStartObject();
            Json.WriteString("text", reasoning.Text);
            Json.WriteBoolean("thought", true);
            Json.WriteEndObject();
        }

        _signature = signature;
    }

    private void WriteCall(ToolCallPart call)
    {
        if (!JsonText.IsObject(call.Arguments))
        {
            throw RequestTranslation.Refusal(call.Field, $"The arguments of '{call.Field}' are no JSON object, and Gemini takes nothing else.");
        }

        _functions[call.Id] = call.Name;
        BeginPart();
        Json.WriteStartObject("functionCall");
        Json.WriteString("id", call.Id);
        Json.WriteString("name", call.Name);
        Json.WriteJson("args", call.Arguments);
        Json.WriteEndObject();
        Json.WriteEndObject();
    }

    private void WriteResult(ToolResultPart result)
    {
        if (!_functions.TryGetValue(result.CallId, out var name))
        {
            throw RequestTranslation.Refusal(result.Field, $"'{result.Field}' answers the call '{result.CallId}', which is not in the conversation; Gemini needs the function's name.");
        }

        Json.WriteStartObject();
        Json.WriteStartObject("functionResponse");
        Json.WriteString("id", result.CallId);
        Json.WriteString("name", name);
        Json.WriteStartObject("response");
        Json.WriteString(result.IsError ? "error" : "output", string.Join('\n', result.Content.OfType<TextPart>().Select(text => text.Text)));
        Json.WriteEndObject();
        Json.WriteEndObject();
        Json.WriteEndObject();
        foreach (var part in result.Content)
        {
            if (part is not TextPart)
            {
                WriteMedia(part);
            }
        }
    }

    private void WriteMedia(MessagePart part)
    {
        var source = part switch
        {
            ImagePart image => Checked(image),
            AudioPart audio => audio.Source,
            DocumentPart document => document.Source,
            _ => throw RequestTranslation.Refusal(part.Field, $"'{part.Field}' cannot be sent to Gemini."),
        };
        if (source.Url is not null)
        {
            _translation.Takes(part is ImagePart ? RequestFeature.ImageUrl : RequestFeature.DocumentUrl, part.Field);
        }

        BeginPart();
        Json.WriteStartObject("inlineData");
        Json.WriteString("mimeType", source.MediaType);
        Json.WriteString("data", source.Base64);
        Json.WriteEndObject();
        Json.WriteEndObject();
    }

    private MediaSource Checked(ImagePart image)
    {
        if (image.Detail is not null and not "auto")
        {
            _translation.Takes(RequestFeature.ImageDetail, $"{image.Field}.image_url.detail");
        }

        return image.Source;
    }
}
