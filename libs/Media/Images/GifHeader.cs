using System.Buffers.Binary;

namespace Switchyard.Media.Images;

/// <summary>Walks a GIF's blocks and counts its pictures. Source: GIF89a specification, sections 17 to 27.</summary>
internal static class GifHeader
{
    private const int HeaderLength = 13;

    public static MediaInfo Read(ReadOnlySpan<byte> file)
    {
        if (file.Length <= HeaderLength)
        {
            throw CutShort();
        }

        var (width, height) = (BinaryPrimitives.ReadUInt16LittleEndian(file[6..]), BinaryPrimitives.ReadUInt16LittleEndian(file[8..]));
        var frames = 0;
        for (var at = HeaderLength + TableLength(file[10]); at < file.Length;)
        {
            switch (file[at])
            {
                case 0x3B:
                    return at == file.Length - 1 ? new MediaInfo(MediaKind.Gif, width, height, frames) : throw new MediaException("is a GIF with other data after its end");
                case 0x2C when at + 10 < file.Length:
                    frames++;
                    at = SkipSubBlocks(file, at + 11 + TableLength(file[at + 9]));
                    break;
                case 0x21:
                    at = SkipSubBlocks(file, at + 2);
                    break;
                default:
                    throw CutShort();
            }
        }

        throw CutShort();
    }

    private static int TableLength(byte flags) => (flags & 0x80) != 0 ? 3 << ((flags & 0x07) + 1) : 0;

    private static int SkipSubBlocks(ReadOnlySpan<byte> file, int at)
    {
        while (at < file.Length && file[at] != 0)
        {
            at += file[at] + 1;
        }

        return at + 1;
    }

    private static MediaException CutShort() => new("is a GIF that was cut short");
}
