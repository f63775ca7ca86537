namespace Switchyard.Agents.Journal.Files;

/// <summary>Writes one frame with its payload into memory, so that it reaches the file in one piece.</summary>
internal sealed class PayloadWriter : BinaryWriter
{
    // See RunFrame.Mark.
    private const byte EndMark = 0x45;

    private readonly MemoryStream _bytes;

    public PayloadWriter(int capacity)
        : this(new MemoryStream(RunFrame.Size + capacity + 1))
    {
    }

    private PayloadWriter(MemoryStream bytes)
        : base(bytes, JournalText.Encoding)
    {
        _bytes = bytes;
        bytes.Position = RunFrame.Size;
    }

    /// <summary>Writes text or nothing.</summary>
    public void WriteOptional(string? text)
    {
        Write(text is not null);
        if (text is not null)
        {
            Write(text);
        }
    }

    /// <summary>Puts the frame in front of what was written and gives the whole.</summary>
    public ReadOnlyMemory<byte> Finish(RunFrame frame, long offset)
    {
        Write(EndMark);
        Flush();
        var all = _bytes.GetBuffer().AsMemory(0, (int)_bytes.Length);
        var payload = all.Span[RunFrame.Size..];
        (frame with { Length = (uint)payload.Length, PayloadChecksum = Checksum.Of(payload, 0) }).Write(all.Span, offset);
        return all;
    }
}
