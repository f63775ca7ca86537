using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Switchyard.Queue.Batches;

/// <summary>A line of the files that a batch leads to, as OpenAI has it.</summary>
internal static class ConclusionLine
{
    private const int Ok = 200;

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Gets the line of a request that has a result.</summary>
    public static ReadOnlyMemory<byte> Of(JobLease lease, string customId, JobResult result) => Write($"{lease.Id:N}", customId, writer =>
    {
        writer.WriteStartObject("response");
        writer.WriteNumber("status_code", Ok);
        writer.WriteString("request_id", lease.Name);
        writer.WritePropertyName("body");
        WriteBody(writer, result.Body);
        writer.WriteEndObject();
        writer.WriteNull("error");
    });

    /// <summary>Gets the line of a request that has none.</summary>
    public static ReadOnlyMemory<byte> Of(string id, string customId, JobFailure failure) => Write(id, customId, writer =>
    {
        writer.WriteNull("response");
        writer.WriteStartObject("error");
        writer.WriteString("code", failure.Code);
        writer.WriteString("message", failure.Message);
        writer.WriteEndObject();
    });

    private static ReadOnlyMemory<byte> Write(string id, string customId, Action<Utf8JsonWriter> rest)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, s_options))
        {
            writer.WriteStartObject();
            writer.WriteString("id", $"batch_req_{id}");
            writer.WriteString("custom_id", customId);
            rest(writer);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }

    // An upstream may write its JSON on several lines; here it has to be one. Between JSON's values a space is as good as the end of a line, and inside them there is none.
    private static void WriteBody(Utf8JsonWriter writer, ReadOnlyMemory<byte> body)
    {
        if (!IsJson(body))
        {
            writer.WriteStringValue(Encoding.UTF8.GetString(body.Span));
            return;
        }

        var line = body.ToArray();
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        line.AsSpan().Replace((byte)'\r', (byte)' ');
        writer.WriteRawValue(line, skipInputValidation: true);
    }

    private static bool IsJson(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Utf8.IsValid(body.Span);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
