using Switchyard.Inference.Tokenization.Patterns;

namespace Switchyard.Inference.Tokenization.Normalizers;

/// <summary>Drops combining marks; text that is to lose its accents is decomposed first.</summary>
internal sealed class StripAccentsNormalizer : INormalizer
{
    public int MaxShrink => int.MaxValue;

    public string Normalize(string text) => CharacterFilter.Keep(text, static rune => !CharacterClasses.IsMark(rune));
}
