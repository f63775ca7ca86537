using System.Buffers;
using System.Text.Json;
using Switchyard.Dialects.Json;

namespace Switchyard.Dialects.Events;

/// <summary>Writes server-sent events whose data is one JSON document.</summary>
internal sealed class EventOutput : IDisposable
{
    private readonly Utf8JsonWriter _json = new(Stream.Null, JsonText.WriterOptions);
    private IBufferWriter<byte>? _output;

    /// <summary>Begins an event; its data is what is written until <see cref="End"/>.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="type">The event's name; empty for none.</param>
    public Utf8JsonWriter Begin(IBufferWriter<byte> output, ReadOnlySpan<byte> type = default)
    {
        if (!type.IsEmpty)
        {
            output.Write("event: "u8);
            output.Write(type);
            output.Write("\n"u8);
        }

        output.Write("data: "u8);
        _output = output;
        _json.Reset(output);
        return _json;
    }

    public void End()
    {
        _json.Flush();
        _output!.Write("\n\n"u8);
        _output = null;
    }

    public void Dispose() => _json.Dispose();
}
