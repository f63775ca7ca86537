using System.Buffers.Binary;

namespace Switchyard.Agents.Journal.Files;

/// <summary>
/// The fixed part in front of each payload of a run's file. It says where the run stands after it, so that a file is understood without reading payloads, and
/// has a checksum of its own, so that a wrong length is never followed.
/// </summary>
/// <remarks>Little-endian: mark, version, kind, status (a byte each), payload's length, its checksum, count of entries (4 each), token, last sequence, time in ticks, last anchor (8 each), count of anchors, checksum (4 each).</remarks>
internal readonly record struct RunFrame(RunFrameKind Kind, RunStatus Status, long Token, long LastSequence, DateTimeOffset At)
{
    public const int Size = 56;

    // Not zero, and the last byte of each payload is not zero either: what a disk has not written reads as zeros.
    public const byte Mark = 0x53;
    private const byte Version = 1;
    private const int Checked = Size - sizeof(uint);

    /// <summary>Gets how long the payload is.</summary>
    public uint Length { get; init; }

    /// <summary>Gets the payload's checksum.</summary>
    public uint PayloadChecksum { get; init; }

    /// <summary>Gets how many entries it has.</summary>
    public uint Count { get; init; }

    /// <summary>Gets the number of its last start or snapshot; 0 for none.</summary>
    public long Anchor { get; init; }

    /// <summary>Gets how many of them it has.</summary>
    public uint Anchors { get; init; }

    /// <summary>Gets the number of its first entry.</summary>
    public long FirstSequence => LastSequence - Count + 1;

    /// <summary>Gets the size with the payload.</summary>
    public long TotalSize => Size + (long)Length;

    /// <summary>Reads what was written at <paramref name="offset"/>; <see langword="false"/> where it is not as it was written.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, long offset, out RunFrame frame)
    {
        frame = default;
        if (bytes.Length < Size || bytes[0] != Mark || bytes[1] != Version || BinaryPrimitives.ReadUInt32LittleEndian(bytes[Checked..]) != Checksum.Of(bytes[..Checked], Salt(offset)))
        {
            return false;
        }

        frame = new RunFrame((RunFrameKind)bytes[2], (RunStatus)bytes[3], ReadLong(bytes, 16), ReadLong(bytes, 24), new DateTimeOffset(ReadLong(bytes, 32), TimeSpan.Zero))
        {
            Length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]),
            PayloadChecksum = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]),
            Count = BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]),
            Anchor = ReadLong(bytes, 40),
            Anchors = BinaryPrimitives.ReadUInt32LittleEndian(bytes[48..]),
        };
        return true;
    }

    /// <summary>Writes it as it has to be at <paramref name="offset"/>.</summary>
    public void Write(Span<byte> bytes, long offset)
    {
        bytes[0] = Mark;
        bytes[1] = Version;
        bytes[2] = (byte)Kind;
        bytes[3] = (byte)Status;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], Length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[8..], PayloadChecksum);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[12..], Count);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], Token);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[24..], LastSequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[32..], At.UtcTicks);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[40..], Anchor);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[48..], Anchors);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[Checked..], Checksum.Of(bytes[..Checked], Salt(offset)));
    }

    /// <summary>Gets whether <paramref name="payload"/> is as it was written.</summary>
    public bool Fits(ReadOnlySpan<byte> payload) => payload.Length == Length && Checksum.Of(payload, 0) == PayloadChecksum;

    // A copy of a frame that somebody keeps as data lies elsewhere and is not taken for one.
    private static uint Salt(long offset) => (uint)(offset ^ (offset >>> 32)) + 1;

    private static long ReadLong(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
}
