using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Switchyard.Agents.Tools.Web;

/// <summary>Makes text of bytes, whatever their sender says of them: a byte order mark first, then the header, then the page's own word, then UTF-8 where it is that, else Windows-1252.</summary>
internal static partial class TextDecoding
{
    private const int MetaBytes = 1024;

    public static string Decode(byte[] bytes, string? charset, bool isHtml)
    {
        if (FindMark(bytes) is { } marked)
        {
            return marked.GetString(bytes.AsSpan(marked.Preamble.Length));
        }

        var encoding = Find(charset) ?? (isHtml ? Find(FindMeta(bytes)) : null);

        // Many pages are in UTF-8 and say something else; hardly one is by accident.
        return encoding is null || encoding.IsSingleByte && Utf8.IsValid(bytes) ? GetFallback(bytes).GetString(bytes) : encoding.GetString(bytes);
    }

    public static bool HasMark(ReadOnlySpan<byte> bytes) => FindMark(bytes) is not null;

    private static Encoding? FindMark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        _ => null,
    };

    private static Encoding GetFallback(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static Encoding? Find(string? name)
    {
        var charset = name?.Trim().Trim('"', '\'');
        if (string.IsNullOrEmpty(charset))
        {
            return null;
        }

        try
        {
            // Browsers read both as Windows-1252, which has letters where they have controls.
            return charset.ToUpperInvariant() is "ISO-8859-1" or "US-ASCII" or "LATIN1"
                ? CodePagesEncodingProvider.Instance.GetEncoding(1252)
                : CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static string? FindMeta(ReadOnlySpan<byte> bytes) =>
        Meta().Match(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, MetaBytes)])) is { Success: true } match ? match.Groups["charset"].Value : null;

    [GeneratedRegex(@"<meta[^>]{0,200}?charset\s*=\s*[""']?(?<charset>[\w.:-]{1,40})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Meta();
}
