using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Switchyard.Agents.Graphs.Deltas;

/// <summary>How journal entries are written as JSON: compact, and without escapes where none are needed.</summary>
internal static class EntryJson
{
    // More than any state or result may have of its own (64 unless its author allows more), since an entry lies around it.
    private const int MaxDepth = 2_000;

    [ThreadStatic]
    private static EntryBuffer? s_free;

    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = MaxDepth };

    public static JsonDocumentOptions DocumentOptions { get; } = new() { MaxDepth = MaxDepth };

    public static byte[] Write(Action<Utf8JsonWriter> write) => Write(write, static (writer, write) => write(writer));

    /// <summary>Writes JSON with a buffer of this thread's; within <paramref name="write"/> another one may be written.</summary>
    public static byte[] Write<TSource>(TSource source, Action<Utf8JsonWriter, TSource> write)
    {
        var buffer = s_free ?? new EntryBuffer();
        s_free = null;
        try
        {
            write(buffer.Writer, source);
            return buffer.ToArray();
        }
        finally
        {
            buffer.Clear();
            s_free = buffer.IsSmall ? buffer : null;
        }
    }

    /// <exception cref="JsonException">It is not one JSON value, and nothing else.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8.Span, ReaderOptions);
        var value = JsonElement.ParseValue(ref reader);
        reader.Read();
        return value;
    }

    public static string? GetString(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static int GetInt32(this JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetInt32() : 0;

    public static string[] GetStrings(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? [.. value.EnumerateArray().Select(item => item.GetString() ?? "")] : [];

    public static byte[] ToUtf8(this JsonElement element) => JsonMarshal.GetRawUtf8Value(element).ToArray();
}
