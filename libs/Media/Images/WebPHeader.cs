using System.Buffers.Binary;

namespace Switchyard.Media.Images;

/// <summary>Walks a WebP's chunks: type, length, data, padding. Source: RFC 9649, sections 2 and 3.</summary>
internal static class WebPHeader
{
    private const int HeaderLength = 12;
    private const int ChunkOverhead = 8;

    public static MediaInfo Read(ReadOnlySpan<byte> file)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) + 8L != file.Length)
        {
            throw new MediaException("is a WebP that was cut short, or has other data after its end");
        }

        var (size, frames) = ((Width: 0, Height: 0), 0);
        for (var rest = file[HeaderLength..]; rest.Length > 0;)
        {
            if (rest.Length < ChunkOverhead || BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]) is var length && length > rest.Length - ChunkOverhead)
            {
                throw new MediaException("is a WebP that was cut short");
            }

            size = size.Width == 0 ? SizeIn(rest) : size;
            frames += rest.StartsWith("ANMF"u8) ? 1 : 0;
            rest = rest[(int)Math.Min(rest.Length, ChunkOverhead + length + (length & 1))..];
        }

        return new MediaInfo(MediaKind.WebP, size.Width, size.Height, Math.Max(frames, 1));
    }

    // The extended header comes first where there is one, and its canvas is the picture's size.
    private static (int Width, int Height) SizeIn(ReadOnlySpan<byte> chunk) =>
        chunk.StartsWith("VP8X"u8) && chunk.Length >= 18 ? (1 + Number24(chunk[12..]), 1 + Number24(chunk[15..]))
        : chunk.StartsWith("VP8 "u8) && chunk.Length >= 18 ? (BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(chunk[16..]) & 0x3FFF)
        : chunk.StartsWith("VP8L"u8) && chunk.Length >= 13 && BinaryPrimitives.ReadUInt32LittleEndian(chunk[9..]) is var bits ? (1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF))
        : (0, 0);

    private static int Number24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
