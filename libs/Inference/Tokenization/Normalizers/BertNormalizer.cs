using System.Globalization;
using System.Text;
using Switchyard.Inference.Tokenization.Patterns;

namespace Switchyard.Inference.Tokenization.Normalizers;

/// <summary>What BERT does to text: control characters go, ideographs stand alone, and accents and case may go.</summary>
internal sealed class BertNormalizer : INormalizer
{
    private static readonly Rune s_space = new(' ');
    private static readonly UnicodeNormalizer s_decompose = new(NormalizationForm.FormD);

    public required bool CleansText { get; init; }

    public required bool SeparatesIdeographs { get; init; }

    public required bool StripsAccents { get; init; }

    public required bool Lowercases { get; init; }

    public int MaxShrink => int.MaxValue;

    public string Normalize(string text)
    {
        text = CleansText ? CharacterFilter.Map(text, Clean) : text;
        text = SeparatesIdeographs ? SeparateIdeographs(text) : text;
        text = StripsAccents ? CharacterFilter.Keep(s_decompose.Normalize(text), static rune => Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark) : text;
        return Lowercases ? LowercaseNormalizer.Instance.Normalize(text) : text;
    }

    // U+FFFD and, with it, half a surrogate pair.
    private static Rune? Clean(Rune rune) => rune.Value switch
    {
        '\t' or '\n' or '\r' => s_space,
        0 or 0xFFFD => null,
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse => null,
        _ => Rune.IsWhiteSpace(rune) ? s_space : rune,
    };

    private static string SeparateIdeographs(string text)
    {
        var output = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length);
            var isIdeograph = CharacterClasses.IsIdeograph(rune);
            output.Append(isIdeograph ? " " : string.Empty).Append(text, i, length).Append(isIdeograph ? " " : string.Empty);
            i += length;
        }

        return output.ToString();
    }
}
