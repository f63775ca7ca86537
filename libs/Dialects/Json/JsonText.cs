using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Switchyard.Dialects.Json;

/// <summary>How JSON is read and written here: 64 levels at most, no member twice, valid text, and no escapes that JSON does not ask for.</summary>
internal static class JsonText
{
    /// <summary>The options of every writer. The relaxed encoder escapes what JSON must, not what HTML might want: a Chinese answer would grow sixfold.</summary>
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly JsonDocumentOptions s_documentOptions = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>Reads a value whose strings can all be read.</summary>
    public static JsonElement Parse(ReadOnlySpan<byte> json, string path)
    {
        if (!IsText(json))
        {
            throw new JsonShapeException(path, $"{Name(path)} is not valid Unicode text.");
        }

        try
        {
            return JsonElement.Parse(json, s_documentOptions);
        }
        catch (JsonException exception)
        {
            throw new JsonShapeException(path, $"{Name(path)} is not valid JSON, or nests deeper than 64 levels, or names a member twice.", exception);
        }
    }

    /// <summary>Tells whether every string in <paramref name="json"/> can be read as text, so that reading one never throws.</summary>
    public static bool IsText(ReadOnlySpan<byte> json) => Utf8.IsValid(json) && !HasLoneSurrogate(json);

    /// <summary>Tells whether <paramref name="json"/> is one whole object, without reading what it says.</summary>
    public static bool IsDocument(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Tells whether <paramref name="json"/> is an object, as tool arguments must be.</summary>
    public static bool IsObject(string json)
    {
        try
        {
            return Parse(System.Text.Encoding.UTF8.GetBytes(json), string.Empty).ValueKind == JsonValueKind.Object;
        }
        catch (JsonShapeException)
        {
            return false;
        }
    }

    // Escapes like \ud800 without their other half are JSON by grammar but text in no encoding. Few bodies hold any surrogate escape, so that the walk is rare.
    private static bool HasLoneSurrogate(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\ud"u8) < 0 && json.IndexOf("\\uD"u8) < 0)
        {
            return false;
        }

        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                {
                    reader.GetString();
                }
            }
        }
        catch (InvalidOperationException)
        {
            // What GetString throws for text that is none.
            return true;
        }
        catch (JsonException)
        {
            // The parser says it better.
        }

        return false;
    }

    private static string Name(string path) => path.Length > 0 ? $"'{path}'" : "The body";
}
