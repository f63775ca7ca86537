using System.Text.Json.Nodes;

namespace Switchyard.Router.Media;

/// <summary>Finds the files of a conversation: only where the dialects have them, so that what looks like one in a tool's arguments stays what it is.</summary>
internal static class MediaParts
{
    /// <summary>Says whether <paramref name="body"/> can hold any. Most have none, and are not parsed for it.</summary>
    public static bool MayBeIn(ReadOnlySpan<byte> body) =>
        body.IndexOf("image_url\""u8) >= 0 || body.IndexOf("\"source\""u8) >= 0 || body.IndexOf("file_data\""u8) >= 0 || body.IndexOf("file_url\""u8) >= 0
        || body.IndexOf("input_audio\""u8) >= 0 || body.IndexOf("\\u00"u8) >= 0;

    /// <summary>Finds the files of <paramref name="body"/> in chat completions, messages and responses.</summary>
    public static List<MediaPart> Find(JsonObject body)
    {
        var found = new List<MediaPart>();
        FindInItems(body["messages"], "messages", found);
        FindInItems(body["input"], "input", found);
        return found;
    }

    private static void FindInItems(JsonNode? items, string path, List<MediaPart> found)
    {
        for (var i = 0; items is JsonArray array && i < array.Count; i++)
        {
            if (array[i] is JsonObject item)
            {
                FindInParts(item["content"], $"{path}[{i}].content", found);
                FindInParts(item["output"], $"{path}[{i}].output", found);
            }
        }
    }

    private static void FindInParts(JsonNode? parts, string path, List<MediaPart> found)
    {
        for (var i = 0; parts is JsonArray array && i < array.Count; i++)
        {
            if (array[i] is JsonObject part)
            {
                Add(part, $"{path}[{i}]", found);
            }
        }
    }

    private static void Add(JsonObject part, string path, List<MediaPart> found)
    {
        switch (Text(part["type"]))
        {
            case "image_url":
                Add(part["image_url"], "url", $"{path}.image_url", isImage: true, MediaForm.Uri, found);
                break;
            case "input_image":
                Add(part, "image_url", path, isImage: true, MediaForm.Uri, found);
                break;
            case "file":
                Add(part["file"], "file_data", $"{path}.file", isImage: false, MediaForm.Uri, found);
                break;
            case "input_file":
                Add(part, "file_data", path, isImage: false, MediaForm.Uri, found);
                Add(part, "file_url", path, isImage: false, MediaForm.FileUrl, found);
                break;
            case "input_audio":
                Add(part["input_audio"], "data", $"{path}.input_audio", isImage: false, MediaForm.Audio, found);
                break;
            case "image" or "document" when part["source"] is JsonObject source:
                AddSource(source, $"{path}.source", Text(part["type"]) == "image", found);
                break;
            case "tool_result":
                FindInParts(part["content"], $"{path}.content", found);
                break;
        }
    }

    private static void AddSource(JsonObject source, string path, bool isImage, List<MediaPart> found)
    {
        if (Text(source["type"]) == "base64")
        {
            Add(source, "data", path, isImage, MediaForm.Base64, found);
        }
        else if (Text(source["type"]) == "url")
        {
            Add(source, "url", path, isImage, MediaForm.UrlSource, found);
        }
    }

    private static void Add(JsonNode? holder, string member, string path, bool isImage, MediaForm form, List<MediaPart> found)
    {
        // What is no string is for the dialect's own reader to refuse.
        if (holder is JsonObject known && Text(known[member]) is not null)
        {
            found.Add(new MediaPart($"{path}.{member}", isImage, form, known, member) { Label = form == MediaForm.Base64 ? Text(known["media_type"]) : null });
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
