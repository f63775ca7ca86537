using System.Globalization;

namespace Switchyard.Redaction;

/// <summary>Tells phone numbers from other numbers in the same form: fractions, dates, ids, addresses of hardware, lists.</summary>
internal static class PhoneForm
{
    // The shortest with a country's code.
    private const int MinDigits = 8;
    private const int PairsLength = 14;
    private const int DateLength = 11;

    public static bool IsMeant(string text, int start, int end)
    {
        var match = text.AsSpan(start, end - start);
        return !IsBehindANumber(text, start) && !UuidForm.Holds(text, start, end) && (match[0] != '+' || (CountDigits(match) >= MinDigits && !IsDate(match)))
            && !(match.Length == PairsLength && ArePairs(match) && IsOneOfMany(text, start, end, match[2])) && !(IsInThreeGroups(match) && IsInAList(text, start, end));
    }

    // A fraction, the thousandths of a second, or a sum.
    private static bool IsBehindANumber(string text, int start) => start > 0 && (text[start] is '+' or '('
        ? char.IsLetterOrDigit(text[start - 1])
        : text[start - 1] is '.' or ',' && start > 1 && char.IsAsciiDigit(text[start - 2]));

    private static int CountDigits(ReadOnlySpan<char> match)
    {
        var count = 0;
        foreach (var character in match)
        {
            count += char.IsAsciiDigit(character) ? 1 : 0;
        }

        return count;
    }

    // As differences between files have it where a line that begins with one was added.
    private static bool IsDate(ReadOnlySpan<char> match) => match.Length >= DateLength && DateOnly.TryParseExact(match[1..DateLength], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool ArePairs(ReadOnlySpan<char> match)
    {
        for (var i = 2; i < match.Length; i += 3)
        {
            if (match[i] != match[2] || char.IsAsciiDigit(match[i]))
            {
                return false;
            }
        }

        return true;
    }

    // Five pairs are a number; with more around them, bytes of something. After a space one may be of the next word.
    private static bool IsOneOfMany(string text, int start, int end, char separator)
    {
        var more = 0;
        for (var i = end; i + 2 < text.Length && text[i] == separator && IsPair(text, i + 1); i += 3)
        {
            more++;
        }

        for (var i = start - 1; i >= 2 && text[i] == separator && IsPair(text, i - 2); i -= 3)
        {
            more++;
        }

        return more > (separator == ' ' ? 1 : 0);
    }

    private static bool IsPair(string text, int index) =>
        char.IsAsciiHexDigit(text[index]) && char.IsAsciiHexDigit(text[index + 1]) && NumberText.IsEnd(text, index + 1) && (index == 0 || !char.IsLetterOrDigit(text[index - 1]));

    private static bool IsInThreeGroups(ReadOnlySpan<char> match) => match.Length == 12 && match[3] == ' ' && match[7] == ' ';

    // The country's own code may stand before such a number.
    private static bool IsInAList(string text, int start, int end)
    {
        var before = start > 0 && text[start - 1] == ' ' ? text.AsSpan(0, start - 1) : [];
        before = before[(before.LastIndexOfAnyExceptInRange('0', '9') + 1)..];
        var after = end < text.Length && text[end] == ' ' ? text.AsSpan(end + 1) : [];
        var digits = after.IndexOfAnyExceptInRange('0', '9') is >= 0 and var count ? count : after.Length;
        return (before.Length > 0 && !before.SequenceEqual("1")) || digits >= 4;
    }
}
