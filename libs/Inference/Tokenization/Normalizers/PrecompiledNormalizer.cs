using System.Globalization;
using System.Text;

namespace Switchyard.Inference.Tokenization.Normalizers;

/// <summary>
/// Replaces characters by SentencePiece's table, in the Rust library's way: a short grapheme is looked up as a whole first, and what begins it
/// replaces all of it. The npm library does not read the table and takes NFKC with a few replacements for it.
/// </summary>
internal sealed class PrecompiledNormalizer(CharsMap map) : INormalizer
{
    private const int LongestWholeGraphemeBytes = 5;

    public int MaxShrink => int.MaxValue;

    public string Normalize(string text)
    {
        var output = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text.AsSpan(i));
            AppendGrapheme(text.AsSpan(i, length), output);
            i += length;
        }

        return output.ToString();
    }

    private void AppendGrapheme(ReadOnlySpan<char> grapheme, StringBuilder output)
    {
        if (grapheme.Length <= LongestWholeGraphemeBytes && Encoding.UTF8.GetByteCount(grapheme) <= LongestWholeGraphemeBytes && map.Find(grapheme) is { } whole)
        {
            output.Append(whole);
            return;
        }

        for (var i = 0; i < grapheme.Length;)
        {
            Rune.DecodeFromUtf16(grapheme[i..], out _, out var length);
            var part = grapheme.Slice(i, length);
            _ = map.Find(part) is { } replacement ? output.Append(replacement) : output.Append(part);
            i += length;
        }
    }
}
