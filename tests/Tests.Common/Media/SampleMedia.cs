using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Switchyard.Tests.Common.Media;

/// <summary>Small real files, made byte by byte.</summary>
public static class SampleMedia
{
    /// <summary>A white PNG; <paramref name="claimedWidth"/> is what its header says, whatever its pixels are, and <paramref name="comment"/> the bytes of a comment in it.</summary>
    public static byte[] Png(int width = 2, int height = 3, int? claimedWidth = null, int frames = 1, int comment = 0)
    {
        using var pixels = new MemoryStream();
        using (var zlib = new ZLibStream(pixels, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var row = 0; row < height; row++)
            {
                zlib.WriteByte(0);
                zlib.Write(Enumerable.Repeat((byte)0xFF, width).ToArray());
            }
        }

        return
        [
            0x89, .. "PNG\r\n"u8, 0x1A, 0x0A,
            .. Chunk("IHDR", [.. Big(claimedWidth ?? width), .. Big(height), 8, 0, 0, 0, 0]),
            .. frames > 1 ? Chunk("acTL", [.. Big(frames), .. Big(0)]) : [],
            .. comment > 0 ? Chunk("tEXt", [.. "Comment\0"u8, .. Enumerable.Repeat((byte)'x', comment)]) : [],
            .. Chunk("IDAT", pixels.ToArray()),
            .. Chunk("IEND", []),
        ];
    }

    /// <summary>A JPEG of the given size: its headers, and a scan without content.</summary>
    public static byte[] Jpeg(int width = 2, int height = 3) =>
    [
        0xFF, 0xD8,
        0xFF, 0xE0, 0, 16, .. "JFIF"u8, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0,
        0xFF, 0xC0, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0,
        0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x3F,
        0xFF, 0xD9,
    ];

    /// <summary>A GIF of so many pictures of one pixel.</summary>
    public static byte[] Gif(int frames = 1) =>
    [
        .. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF,
        .. Enumerable.Repeat<byte[]>([0x21, 0xF9, 4, 0, 0, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0], frames).SelectMany(frame => frame),
        0x3B,
    ];

    /// <summary>A lossless WebP of the given size.</summary>
    public static byte[] WebP(int width = 2, int height = 3)
    {
        var bits = (uint)(width - 1) | ((uint)(height - 1) << 14);
        byte[] chunk = [.. "WEBPVP8L"u8, 6, 0, 0, 0, 0x2F, (byte)bits, (byte)(bits >> 8), (byte)(bits >> 16), (byte)(bits >> 24), 0];
        return [.. "RIFF"u8, (byte)chunk.Length, 0, 0, 0, .. chunk];
    }

    /// <summary>A PDF of one page with a line of text, or with nothing, in a font that every reader has.</summary>
    public static byte[] Pdf(string text = "")
    {
        var content = text.Length == 0 ? string.Empty : $"BT /F 12 Tf 20 100 Td ({text}) Tj ET";
        string[] objects =
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
            $"<</Length {content.Length}>>\nstream\n{content}\nendstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ];
        var file = new StringBuilder("%PDF-1.4\n");
        var table = new StringBuilder($"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        for (var i = 0; i < objects.Length; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{file.Length:0000000000} 00000 n \n");
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        return Encoding.ASCII.GetBytes($"{file}{table}trailer\n<</Size {objects.Length + 1}/Root 1 0 R>>\nstartxref\n{file.Length}\n%%EOF\n");
    }

    /// <summary>The bytes as a data URI of the type they are said to have.</summary>
    public static string DataUri(byte[] bytes, string mediaType) => $"data:{mediaType};base64,{Convert.ToBase64String(bytes)}";

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. data];
        return [.. Big(data.Length), .. named, .. Big((int)Crc(named))];
    }

    private static byte[] Big(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
