using System.Globalization;
using System.Text;

namespace Switchyard.Inference.Tokenization.Patterns;

/// <summary>Classes of code points as tokenizers mean them. Half a surrogate pair counts as U+FFFD.</summary>
internal static class CharacterClasses
{
    /// <summary>Gets the code point that begins at <paramref name="index"/>.</summary>
    public static Rune RuneAt(ReadOnlySpan<char> text, int index)
    {
        Rune.DecodeFromUtf16(text[index..], out var rune, out _);
        return rune;
    }

    /// <summary>Gets the code point that ends before <paramref name="index"/>.</summary>
    public static Rune RuneBefore(ReadOnlySpan<char> text, int index)
    {
        Rune.DecodeLastFromUtf16(text[..index], out var rune, out _);
        return rune;
    }

    public static bool IsWhiteSpace(Rune rune) => Rune.IsWhiteSpace(rune);

    /// <summary>Gets whether <paramref name="rune"/> is a number of any kind: digits, fractions, Roman numerals.</summary>
    public static bool IsNumeric(Rune rune) => Rune.IsNumber(rune);

    /// <summary>Gets whether <paramref name="rune"/> is Unicode punctuation or one of ASCII's symbols.</summary>
    public static bool IsPunctuation(Rune rune) => Rune.IsPunctuation(rune) || (rune.IsAscii && Rune.IsSymbol(rune));

    /// <summary>Gets whether <paramref name="rune"/> is a mark that combines with the character before it.</summary>
    public static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    /// <summary>Gets whether <paramref name="rune"/> is a word character: alphabetic, a mark, a digit or a connector. See <see cref="OnigurumaPattern"/>.</summary>
    public static bool IsWord(Rune rune) => Rune.IsLetter(rune) || IsMark(rune) || rune.Value is >= 0x24B6 and <= 0x24E9
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.ConnectorPunctuation;

    /// <summary>Gets whether <paramref name="rune"/> is an ideograph that BERT makes a word of its own.</summary>
    public static bool IsIdeograph(Rune rune) => rune.Value is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F)
        or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B820 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);
}
