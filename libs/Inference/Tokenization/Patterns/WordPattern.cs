using System.Text;

namespace Switchyard.Inference.Tokenization.Patterns;

/// <summary>Runs of word characters, and runs of what is neither a word character nor white space.</summary>
internal sealed class WordPattern : IPattern
{
    public void FindParts(ReadOnlySpan<char> text, List<TextPart> parts)
    {
        var start = 0;
        var kind = -1;
        for (var i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text[i..], out var rune, out var length);
            var next = CharacterClasses.IsWord(rune) ? 1 : CharacterClasses.IsWhiteSpace(rune) ? 0 : 2;
            if (next != kind && i > 0)
            {
                parts.Add(new TextPart(start, i - start, IsMatch: kind > 0));
                start = i;
            }

            kind = next;
            i += length;
        }

        if (text.Length > 0)
        {
            parts.Add(new TextPart(start, text.Length - start, IsMatch: kind > 0));
        }
    }
}
