using System.Buffers;
using System.Text.Json;

namespace Switchyard.Events.Redis;

/// <summary>Events of this bus that are sent together, numbered one after the other: one entry of the stream.</summary>
internal sealed class EventBatch(int length) : IDisposable
{
    // Enough for any number of ordinary events; large ones do not make Redis stand still for long.
    private const int MaxBytes = 1024 * 1024;

    private readonly ArrayBufferWriter<byte> _events = new();
    private readonly Utf8JsonWriter _writer = new(Stream.Null);

    public int Count { get; private set; }

    /// <summary>Gets the number of the first event.</summary>
    public long First { get; private set; } = 1;

    public bool IsFull => Count >= length || _events.WrittenCount >= MaxBytes;

    public void Add(BusEvent busEvent)
    {
        _writer.Reset(_events);
        WireEvent.Write(_writer, busEvent);
        _writer.Flush();
        _events.Write("\n"u8);
        Count++;
    }

    /// <summary>Gets the events, one a line. A copy: a command that was not answered in time may still be under way when the next events are added.</summary>
    public byte[] ToArray() => _events.WrittenSpan.ToArray();

    /// <summary>Empties it, for the events that follow.</summary>
    public void Clear()
    {
        First += Count;
        Count = 0;
        _events.ResetWrittenCount();
    }

    public void Dispose() => _writer.Dispose();
}
