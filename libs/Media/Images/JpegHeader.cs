using System.Buffers.Binary;

namespace Switchyard.Media.Images;

/// <summary>Walks a JPEG's segments up to its frame: marker, length, data. Source: ITU-T T.81, annex B.</summary>
internal static class JpegHeader
{
    public static MediaInfo Read(ReadOnlySpan<byte> file)
    {
        if (!file.EndsWith((ReadOnlySpan<byte>)[0xFF, 0xD9]))
        {
            throw new MediaException("is a JPEG that was cut short, or has other data after its end");
        }

        var rest = file[2..];
        while (rest.Length >= 4 && rest[0] == 0xFF)
        {
            var marker = rest[1];
            if (marker == 0xFF)
            {
                // Any number of these may fill up.
                rest = rest[1..];
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            if (length < 2 || length > rest.Length - 2)
            {
                break;
            }

            if (IsFrame(marker) && length >= 8)
            {
                return new MediaInfo(MediaKind.Jpeg, BinaryPrimitives.ReadUInt16BigEndian(rest[7..]), BinaryPrimitives.ReadUInt16BigEndian(rest[5..]), 1);
            }

            rest = rest[(2 + length)..];
        }

        throw new MediaException("is a JPEG without a picture");
    }

    // Of these sixteen three are tables and an extension.
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
