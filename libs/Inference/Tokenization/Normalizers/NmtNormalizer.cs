using System.Text;

namespace Switchyard.Inference.Tokenization.Normalizers;

/// <summary>Drops control characters and makes a space of unusual white space, as SentencePiece's rules for translation do.</summary>
internal sealed class NmtNormalizer : INormalizer
{
    private static readonly Rune s_space = new(' ');

    public int MaxShrink => int.MaxValue;

    public string Normalize(string text) => CharacterFilter.Map(text, static rune => rune.Value switch
    {
        (>= 0x01 and <= 0x08) or 0x0B or (>= 0x0E and <= 0x1F) or 0x7F or 0x8F or 0x9F => null,
        0x09 or 0x0A or 0x0C or 0x0D or 0x1680 or (>= 0x200B and <= 0x200F) or 0x2028 or 0x2029 or 0x2581 or 0xFEFF or 0xFFFD => s_space,
        _ => rune,
    });
}
