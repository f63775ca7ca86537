using System.Text.Json;
using Switchyard.Dialects.Features;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Chat;

/// <summary>The parts of system, user and tool messages.</summary>
internal static class ChatContent
{
    public static List<MessagePart> Read(JsonField content) => content.Kind == JsonValueKind.Array
        ? [.. content.Items().Select(ReadPart)]
        : [new TextPart(content.Text()) { Field = content.Path }];

    public static void WriteText(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", "text");
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    /// <summary>Writes the member <c>content</c>: a string for a single text, which every server understands, else parts.</summary>
    public static void Write(RequestTranslation translation, IReadOnlyList<MessagePart> parts)
    {
        if (parts is [TextPart { CacheControl: null } only])
        {
            translation.Json.WriteString("content", only.Text);
            return;
        }

        translation.Json.WriteStartArray("content");
        foreach (var part in parts)
        {
            WritePart(translation, part);
        }

        translation.Json.WriteEndArray();
    }

    private static MessagePart ReadPart(JsonField part)
    {
        MessagePart read = part["type"].Text() switch
        {
            "text" => new TextPart(part["text"].Text()),
            "image_url" => new ImagePart(DataUri.Read(part["image_url"]["url"])) { Detail = part["image_url"]["detail"].OptionalText() },
            "input_audio" => new AudioPart(DataUri.ReadBase64(part["input_audio"]["data"], $"audio/{part["input_audio"]["format"].Text()}")),
            "file" => ReadFile(part["file"]),
            var type => throw part["type"].Unsupported($"is '{type}', which other providers do not have"),
        };
        return read with { Field = part.Path, CacheControl = part["cache_control"].OptionalObject() };
    }

    private static DocumentPart ReadFile(JsonField file)
    {
        if (!file["file_id"].IsAbsent)
        {
            throw file["file_id"].Unsupported("names a file only OpenAI has; send its content as 'file_data'");
        }

        return new DocumentPart(DataUri.Read(file["file_data"])) { Name = file["filename"].OptionalText() };
    }

    private static void WritePart(RequestTranslation translation, MessagePart part)
    {
        if (part.CacheControl is not null)
        {
            translation.Takes(RequestFeature.CacheControl, $"{part.Field}.cache_control");
        }

        switch (part)
        {
            case TextPart text:
                WriteText(translation.Json, text.Text);
                break;
            case ImagePart image:
                WriteImage(translation.Json, image);
                break;
            case AudioPart audio:
                WriteAudio(translation.Json, audio);
                break;
            case DocumentPart document:
                WriteDocument(translation, document);
                break;
            default:
                throw RequestTranslation.Refusal(part.Field, $"'{part.Field}' cannot stand in this place of a conversation.");
        }
    }

    private static void WriteImage(Utf8JsonWriter json, ImagePart image)
    {
        json.WriteStartObject();
        json.WriteString("type", "image_url");
        json.WriteStartObject("image_url");
        json.WriteString("url", DataUri.Write(image.Source));
        json.WriteOptional("detail", image.Detail);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteAudio(Utf8JsonWriter json, AudioPart audio)
    {
        json.WriteStartObject();
        json.WriteString("type", "input_audio");
        json.WriteStartObject("input_audio");
        json.WriteString("data", audio.Source.Base64);
        json.WriteString("format", audio.Source.MediaType!["audio/".Length..]);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteDocument(RequestTranslation translation, DocumentPart document)
    {
        if (TextDocument.Is(document.Source))
        {
            // Files are PDFs here; a text says as much as a text.
            WriteText(translation.Json, TextDocument.Text(document.Source));
            return;
        }

        translation.Takes(document.Source.Url is null ? RequestFeature.PdfDocument : RequestFeature.DocumentUrl, document.Field);
        var json = translation.Json;
        json.WriteStartObject();
        json.WriteString("type", "file");
        json.WriteStartObject("file");
        json.WriteString("filename", document.Name ?? "document.pdf");
        json.WriteString("file_data", DataUri.Write(document.Source));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
