using System.Text.Json;
using System.Text.Json.Nodes;

namespace Switchyard.Router.Jobs;

/// <summary>Changes how the answer to a job's request comes; nothing else of what was asked.</summary>
internal static class JobBody
{
    private const string Stream = "stream";
    private const string StreamOptions = "stream_options";

    /// <summary>Gets the request for a whole answer.</summary>
    public static ReadOnlyMemory<byte> WithoutStream(ReadOnlyMemory<byte> payload)
    {
        var body = Parse(payload);
        body.Remove(Stream);
        body.Remove(StreamOptions);
        return JsonSerializer.SerializeToUtf8Bytes(body);
    }

    /// <summary>Gets the request for a stream, with <paramref name="options"/> of the stream where it has any.</summary>
    public static ReadOnlyMemory<byte> WithStream(ReadOnlyMemory<byte> payload, JsonObject? options = null)
    {
        var body = Parse(payload);
        body[Stream] = true;
        body.Remove(StreamOptions);
        if (options is not null)
        {
            body[StreamOptions] = options;
        }

        return JsonSerializer.SerializeToUtf8Bytes(body);
    }

    private static JsonObject Parse(ReadOnlyMemory<byte> payload) => JsonNode.Parse(payload.Span)!.AsObject();
}
