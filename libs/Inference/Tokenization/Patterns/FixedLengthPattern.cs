using System.Text;

namespace Switchyard.Inference.Tokenization.Patterns;

/// <summary>Every so many code points; the last match may be shorter.</summary>
internal sealed class FixedLengthPattern(int length) : IPattern
{
    public void FindParts(ReadOnlySpan<char> text, List<TextPart> parts)
    {
        var start = 0;
        while (start < text.Length)
        {
            var end = start;
            for (var i = 0; i < length && end < text.Length; i++)
            {
                Rune.DecodeFromUtf16(text[end..], out _, out var consumed);
                end += consumed;
            }

            start = parts.AddMatch(start, start, end - start);
        }
    }
}
