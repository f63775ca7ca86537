using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Switchyard.Agents.Tools.Data;

/// <summary>JSON that a model wrote or is shown.</summary>
internal static class JsonText
{
    public const int MaxLength = 500_000;

    // Written for a model to read, not into a page: letters stay what they are.
    private static readonly JsonWriterOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions s_indented = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };
    private static readonly JsonDocumentOptions s_reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads JSON; null, and what is wrong where, if it is none.</summary>
    public static JsonDocument? Parse(string text, out string? error)
    {
        try
        {
            error = null;
            return JsonDocument.Parse(text, s_reading);
        }
        catch (JsonException exception)
        {
            error = $"the JSON is wrong at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}";
            return null;
        }
        catch (ArgumentException)
        {
            // Halves of surrogate pairs cannot be written as UTF-8, which is what is read.
            error = "the JSON holds halves of surrogate pairs";
            return null;
        }
    }

    public static string Write(JsonElement value, bool indented)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, indented ? s_indented : s_compact))
        {
            value.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>A text as it reads, everything else as JSON.</summary>
    public static string ToPlain(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : Write(value, indented: false);
}
