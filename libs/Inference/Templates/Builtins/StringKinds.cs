using System.Globalization;
using System.Text;
using Switchyard.Inference.Templates.Data;

namespace Switchyard.Inference.Templates.Builtins;

/// <summary>The methods of strings that ask what they are made of. Nothing is said of an empty string.</summary>
internal static class StringKinds
{
    public static bool IsAll(string text, Func<Rune, bool> holds)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!holds(rune))
            {
                return false;
            }
        }

        return text.Length > 0;
    }

    public static bool IsAlphabetic(Rune rune) => Rune.IsLetter(rune);

    public static bool IsDecimal(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber;

    // Beside the decimal digits the superscripts and the encircled and other special ones, which have a digit's value.
    public static bool IsDigit(Rune rune) => IsDecimal(rune) || (rune.IsBmp && CharUnicodeInfo.GetDigitValue((char)rune.Value) >= 0);

    public static bool IsNumeric(Rune rune) => IsDigit(rune) || Rune.GetNumericValue(rune) >= 0 || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    public static bool IsAlphanumeric(Rune rune) => IsAlphabetic(rune) || IsNumeric(rune);

    public static bool IsSpace(Rune rune) => rune.IsBmp && PythonText.IsSpace((char)rune.Value);

    public static object? IsTitle(string text)
    {
        var (isInWord, hasLetters) = (false, false);
        foreach (var rune in text.EnumerateRunes())
        {
            var isCased = CaseMapping.IsCased(rune);
            if (isCased && isInWord == !Rune.IsLower(rune))
            {
                return false;
            }

            (isInWord, hasLetters) = (isCased, hasLetters || isCased);
        }

        return hasLetters;
    }
}
