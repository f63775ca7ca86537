using System.Text;

namespace Switchyard.Inference.Tokenization;

/// <summary>
/// The printable alphabet byte-level vocabularies are written in: each byte has one character, so that a vocabulary is plain text.
/// Printable Latin-1 stands for itself; the other 68 bytes follow from U+0100 on.
/// </summary>
internal static class ByteAlphabet
{
    private static readonly char[] s_chars = Create();
    private static readonly Dictionary<char, byte> s_bytes = s_chars.Select((c, i) => (c, i)).ToDictionary(pair => pair.c, pair => (byte)pair.i);

    public static char ToChar(byte value) => s_chars[value];

    /// <summary>Gets the bytes of a vocabulary entry, or null when it is not written in this alphabet.</summary>
    public static byte[]? ToBytes(string entry)
    {
        var bytes = new byte[entry.Length];
        for (var i = 0; i < entry.Length; i++)
        {
            if (!s_bytes.TryGetValue(entry[i], out bytes[i]))
            {
                return null;
            }
        }

        return bytes;
    }

    /// <summary>Writes the UTF-8 bytes of <paramref name="text"/> in this alphabet.</summary>
    public static string Write(ReadOnlySpan<char> text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        return string.Create(bytes, text, static (output, text) =>
        {
            Span<byte> encoded = stackalloc byte[4];
            for (int i = 0, written = 0; i < text.Length;)
            {
                Rune.DecodeFromUtf16(text[i..], out var rune, out var consumed);
                foreach (var value in encoded[..rune.EncodeToUtf8(encoded)])
                {
                    output[written++] = s_chars[value];
                }

                i += consumed;
            }
        });
    }

    private static char[] Create()
    {
        var chars = new char[256];
        var next = 256;
        for (var value = 0; value < 256; value++)
        {
            var printable = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            chars[value] = printable ? (char)value : (char)next++;
        }

        return chars;
    }
}
