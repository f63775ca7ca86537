using System.Text;

namespace Switchyard.Inference.Tokenization.Patterns;

/// <summary>Any one code point of a class.</summary>
internal sealed class ClassPattern(Func<Rune, bool> contains) : IPattern
{
    public static ClassPattern WhiteSpace { get; } = new(CharacterClasses.IsWhiteSpace);

    public static ClassPattern Punctuation { get; } = new(CharacterClasses.IsPunctuation);

    public static ClassPattern Numeric { get; } = new(CharacterClasses.IsNumeric);

    public void FindParts(ReadOnlySpan<char> text, List<TextPart> parts)
    {
        var covered = 0;
        for (var i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text[i..], out var rune, out var length);
            if (contains(rune))
            {
                covered = parts.AddMatch(covered, i, length);
            }

            i += length;
        }

        parts.AddRest(covered, text.Length);
    }
}
