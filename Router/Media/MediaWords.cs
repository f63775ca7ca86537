using System.Text.Json.Nodes;

namespace Switchyard.Router.Media;

/// <summary>Puts words in a file's place in a request's body.</summary>
internal static class MediaWords
{
    /// <summary>Replaces the part that holds <paramref name="file"/> by a text.</summary>
    public static void Replace(MediaPart file, string text)
    {
        // Some dialects have the file in the part, others in an object inside it.
        var part = file.Holder.Parent as JsonObject ?? file.Holder;
        var words = new JsonObject { ["type"] = part["type"]!.GetValue<string>().StartsWith("input_", StringComparison.Ordinal) && part["type"]!.GetValue<string>() != "input_audio" ? "input_text" : "text", ["text"] = text };
        if (part["cache_control"] is { } cache)
        {
            words["cache_control"] = cache.DeepClone();
        }

        part.ReplaceWith(words);
    }

    /// <summary>Gets the name the caller gave <paramref name="file"/>; <see langword="null"/> where it has none.</summary>
    public static string? NameOf(MediaPart file) =>
        (file.Holder["filename"] ?? (file.Holder.Parent as JsonObject)?["title"]) is JsonValue value && value.TryGetValue<string>(out var name) && name.Length > 0 ? name : null;
}
