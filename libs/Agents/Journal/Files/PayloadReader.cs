namespace Switchyard.Agents.Journal.Files;

/// <summary>Reads a payload.</summary>
internal sealed class PayloadReader(byte[] payload) : BinaryReader(new MemoryStream(payload, writable: false), JournalText.Encoding)
{
    public string? ReadOptional() => ReadBoolean() ? ReadString() : null;

    /// <summary>Reads that many bytes without copying them.</summary>
    public ReadOnlyMemory<byte> ReadData(int length)
    {
        var data = payload.AsMemory((int)BaseStream.Position, length);
        BaseStream.Position += length;
        return data;
    }
}
