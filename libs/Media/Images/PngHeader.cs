using System.Buffers.Binary;

namespace Switchyard.Media.Images;

/// <summary>Walks a PNG's chunks: length, type, data, checksum. Source: PNG specification (third edition), sections 5 and 11.</summary>
internal static class PngHeader
{
    private const int SignatureLength = 8;
    private const int ChunkOverhead = 12;

    public static MediaInfo Read(ReadOnlySpan<byte> file)
    {
        var chunks = file[SignatureLength..];
        if (chunks.Length < ChunkOverhead + 13 || !TypeOf(chunks).SequenceEqual("IHDR"u8))
        {
            throw new MediaException("is a PNG that was cut short");
        }

        var (width, height, frames) = (Number(chunks[8..]), Number(chunks[12..]), 1);
        while (chunks.Length >= ChunkOverhead)
        {
            var length = Number(chunks);
            var type = TypeOf(chunks);
            if (length < 0 || length > chunks.Length - ChunkOverhead)
            {
                break;
            }

            if (type.SequenceEqual("acTL"u8) && length >= 8)
            {
                frames = Math.Max(frames, Number(chunks[8..]) is >= 0 and var count ? count : int.MaxValue);
            }

            if (type.SequenceEqual("IEND"u8))
            {
                return chunks.Length == ChunkOverhead + length ? new MediaInfo(MediaKind.Png, width, height, frames) : throw new MediaException("is a PNG with other data after its end");
            }

            chunks = chunks[(ChunkOverhead + length)..];
        }

        throw new MediaException("is a PNG that was cut short");
    }

    private static int Number(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32BigEndian(bytes);

    private static ReadOnlySpan<byte> TypeOf(ReadOnlySpan<byte> chunk) => chunk.Slice(4, 4);
}
