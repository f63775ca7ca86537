using System.Buffers;
using System.Text.Json;

namespace Switchyard.Agents.Graphs.Deltas;

/// <summary>A writer and its buffer, used again and again by one thread.</summary>
internal sealed class EntryBuffer
{
    private const int MaxKeptLength = 1 << 20;

    private readonly ArrayBufferWriter<byte> _bytes = new(1024);

    public EntryBuffer() => Writer = new Utf8JsonWriter(_bytes, EntryJson.WriterOptions);

    public Utf8JsonWriter Writer { get; }

    /// <summary>Whether it is worth keeping.</summary>
    public bool IsSmall => _bytes.Capacity <= MaxKeptLength;

    public byte[] ToArray()
    {
        Writer.Flush();
        return ReplacementCharacter.WritePlainly(_bytes.WrittenSpan);
    }

    public void Clear()
    {
        _bytes.ResetWrittenCount();
        Writer.Reset();
    }
}
