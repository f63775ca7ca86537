using System.Buffers;

namespace Switchyard.MockUpstream.Framing;

/// <summary>Copies a transcript piece by piece, with one request's identifier in its places.</summary>
internal sealed class TranscriptCursor(Transcript transcript, byte[] id)
{
    private int _slot;

    /// <summary>Gets how many bytes are copied.</summary>
    public int Position { get; private set; }

    /// <summary>Copies what comes before <paramref name="end"/>.</summary>
    public void WriteTo(IBufferWriter<byte> writer, int end)
    {
        while (Position < end)
        {
            var slots = transcript.IdSlots;
            var start = _slot < slots.Length ? slots[_slot] : int.MaxValue;
            if (Position < start)
            {
                var upTo = Math.Min(end, start);
                writer.Write(transcript.Bytes.AsSpan(Position, upTo - Position));
                Position = upTo;
            }
            else
            {
                WriteId(writer, start, end);
            }
        }
    }

    private void WriteId(IBufferWriter<byte> writer, int start, int end)
    {
        var upTo = Math.Min(end, start + id.Length);
        writer.Write(id.AsSpan(Position - start, upTo - Position));
        Position = upTo;
        _slot += upTo == start + id.Length ? 1 : 0;
    }
}
