using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace Switchyard.Router.PersonalData;

/// <summary>Reads files that are texts: an upstream that takes files reads them as it reads the rest of the request.</summary>
internal static class FileText
{
    // Pictures, sound and documents show what they are before this, and are not read to their end for it.
    private const int BeginLength = 512;

    /// <summary>Reads <paramref name="base64"/>; <see langword="null"/> where it is no text.</summary>
    public static string? Read(ReadOnlySpan<char> base64) =>
        IsText(Decode(base64[..Math.Min(base64.Length, BeginLength)]), isWhole: base64.Length <= BeginLength) && Decode(base64) is var bytes && IsText(bytes, isWhole: true) ? Encoding.UTF8.GetString(bytes) : null;

    private static byte[] Decode(ReadOnlySpan<char> base64)
    {
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length) + 1];
        return Convert.TryFromBase64Chars(base64, bytes, out var length) ? bytes[..length] : [];
    }

    private static bool IsText(byte[] bytes, bool isWhole)
    {
        if (bytes.Length == 0 || bytes.AsSpan().StartsWith("%PDF-"u8) || bytes.AsSpan().Contains((byte)0))
        {
            return false;
        }

        // Of a beginning the last character may be cut in two.
        return Utf8.IsValid(bytes) || (!isWhole && Enumerable.Range(1, 3).Any(cut => bytes.Length > cut && Utf8.IsValid(bytes.AsSpan(0, bytes.Length - cut))));
    }
}
