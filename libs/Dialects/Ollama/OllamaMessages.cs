using System.Text.Json;
using Switchyard.Dialects.Features;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Ollama;

/// <summary>Writes <c>messages</c>: one string of text each, images beside it, and tool arguments as objects.</summary>
internal sealed class OllamaMessages
{
    private readonly RequestTranslation _translation;
    private readonly Dictionary<string, string> _functions = new(StringComparer.Ordinal);

    private OllamaMessages(RequestTranslation translation)
    {
        _translation = translation;
    }

    private Utf8JsonWriter Json => _translation.Json;

    public static void Write(RequestTranslation translation)
    {
        var messages = new OllamaMessages(translation);
        translation.Json.WriteStartArray("messages");
        if (translation.Request.Instructions is { Count: > 0 } instructions)
        {
            messages.WriteMessage("system", instructions);
        }

        foreach (var message in translation.Request.Messages)
        {
            messages.Write(message);
        }

        translation.Json.WriteEndArray();
    }

    private void Write(Message message)
    {
        switch (message.Role)
        {
            case MessageRole.System:
                WriteMessage("system", message.Parts);
                break;
            case MessageRole.User:
                WriteMessage("user", message.Parts);
                break;
            case MessageRole.Assistant:
                WriteAssistant(message.Parts);
                break;
            default:
                foreach (var result in message.Parts.Cast<ToolResultPart>())
                {
                    WriteResult(result);
                }

                break;
        }
    }

    private void WriteMessage(string role, IReadOnlyList<MessagePart> parts)
    {
        Json.WriteStartObject();
        Json.WriteString("role", role);
        WriteContent(parts);
        Json.WriteEndObject();
    }

    private void WriteAssistant(IReadOnlyList<MessagePart> parts)
    {
        Json.WriteStartObject();
        Json.WriteString("role", "assistant");
        WriteContent([.. parts.Where(part => part is not (ToolCallPart or ReasoningPart))]);
        WriteThinking([.. parts.OfType<ReasoningPart>()]);
        WriteCalls([.. parts.OfType<ToolCallPart>()]);
        Json.WriteEndObject();
    }

    private void WriteThinking(List<ReasoningPart> reasoning)
    {
        var text = string.Concat(reasoning.Select(part => part.Text));
        if (text.Length > 0)
        {
            Json.WriteString("thinking", text);
        }

        foreach (var part in reasoning)
        {
            if (part.Signature is not null)
            {
                _translation.Drop(part.Field, "Ollama takes back the text of reasoning, not its signature.");
            }
        }
    }

    private void WriteCalls(List<ToolCallPart> calls)
    {
        if (calls.Count == 0)
        {
            return;
        }

        Json.WriteStartArray("tool_calls");
        foreach (var call in calls)
        {
            WriteCall(call);
        }

        Json.WriteEndArray();
    }

    private void WriteCall(ToolCallPart call)
    {
        if (!JsonText.IsObject(call.Arguments))
        {
            throw RequestTranslation.Refusal(call.Field, $"The arguments of '{call.Field}' are no JSON object, and Ollama takes nothing else.");
        }

        _functions[call.Id] = call.Name;
        Json.WriteStartObject();
        Json.WriteString("id", call.Id);
        Json.WriteStartObject("function");
        Json.WriteString("name", call.Name);
        Json.WriteJson("arguments", call.Arguments);
        Json.WriteEndObject();
        Json.WriteEndObject();
    }

    private void WriteResult(ToolResultPart result)
    {
        if (result.IsError)
        {
            _translation.Takes(RequestFeature.ToolResultError, $"{result.Field}.is_error");
        }

        Json.WriteStartObject();
        Json.WriteString("role", "tool");
        WriteContent(result.Content);
        Json.WriteOptional("tool_name", _functions.GetValueOrDefault(result.CallId));
        Json.WriteString("tool_call_id", result.CallId);
        Json.WriteEndObject();
    }

    private void WriteContent(IReadOnlyList<MessagePart> parts)
    {
        List<string> texts = [];
        List<string> images = [];
        foreach (var part in parts)
        {
            if (part.CacheControl is not null)
            {
                _translation.Takes(RequestFeature.CacheControl, $"{part.Field}.cache_control");
            }

            Sort(part, texts, images);
        }

        Json.WriteString("content", string.Join('\n', texts));
        Json.WriteTexts("images", images);
    }

    private void Sort(MessagePart part, List<string> texts, List<string> images)
    {
        switch (part)
        {
            case TextPart text:
                texts.Add(text.Text);
                break;
            case RefusalPart refusal:
                texts.Add(refusal.Text);
                break;
            case DocumentPart document when TextDocument.Is(document.Source):
                texts.Add(TextDocument.Text(document.Source));
                break;
            case DocumentPart document:
                _translation.Takes(document.Source.Url is null ? RequestFeature.PdfDocument : RequestFeature.DocumentUrl, document.Field);
                break;
            case ImagePart image:
                AddImage(image, images);
                break;
            case AudioPart audio:
                _translation.Takes(RequestFeature.Audio, audio.Field);
                break;
            default:
                throw RequestTranslation.Refusal(part.Field, $"'{part.Field}' cannot stand in this place of a conversation.");
        }
    }

    private void AddImage(ImagePart image, List<string> images)
    {
        if (image.Source.Url is not null)
        {
            _translation.Takes(RequestFeature.ImageUrl, image.Field);
        }

        if (image.Detail is not null and not "auto")
        {
            _translation.Takes(RequestFeature.ImageDetail, $"{image.Field}.image_url.detail");
        }

        images.Add(image.Source.Base64!);
    }
}
