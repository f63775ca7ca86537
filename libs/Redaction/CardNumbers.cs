namespace Switchyard.Redaction;

/// <summary>Finds numbers of payment cards: 14 to 19 digits, alone or in groups of four to six, that begin as an issuer's do, are as long, and whose check digit is right (Luhn, ISO/IEC 7812).</summary>
internal static class CardNumbers
{
    public const int MinDigits = 14;

    private const int MaxDigits = 19;
    private const int MinGroup = 4;
    private const int MaxGroup = 6;

    public static void Find(string text, List<Finding> findings)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is >= '2' and <= '6' && NumberText.IsBegin(text, i) && EndOf(text, i) is > 0 and var end && !UuidForm.Holds(text, i, end))
            {
                findings.Add(new Finding(i, end, "card number"));
                i = end - 1;
            }
        }
    }

    // A number may be followed by another in the next group: the longest that checks is taken.
    private static int EndOf(string text, int start)
    {
        Span<int> digits = stackalloc int[MaxDigits];
        var (count, end, group, isGrouped) = (0, 0, 0, false);
        for (var i = start; count < MaxDigits && i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                digits[count++] = text[i] - '0';
                group++;
                if (isGrouped && group > MaxGroup)
                {
                    break;
                }

                if (count >= MinDigits && NumberText.IsEnd(text, i) && IsIssued(digits[..count]) && IsRight(digits[..count]))
                {
                    end = i + 1;
                }
            }
            else if (!NumberText.IsSeparator(text, i) || group < MinGroup || group > MaxGroup)
            {
                // Lists of small numbers are none.
                break;
            }
            else
            {
                (group, isGrouped) = (0, true);
            }
        }

        return end;
    }

    // Visas of 13 digits are issued no longer, and are what many codes of goods look like.
    private static bool IsIssued(ReadOnlySpan<int> digits)
    {
        var (two, four) = ((10 * digits[0]) + digits[1], (1000 * digits[0]) + (100 * digits[1]) + (10 * digits[2]) + digits[3]);
        return digits.Length switch
        {
            14 => four / 10 is >= 300 and <= 305 || two is 36 or 38 or 39,
            15 => two is 34 or 37,
            16 => two is >= 40 and <= 69 or 36 or 38 or 39 || four is (>= 2200 and <= 2204) or (>= 2221 and <= 2720) or (>= 3528 and <= 3589),
            19 => digits[0] is 4 or 6 || two is 50 or 56 or 57 or 58 || four is (>= 2200 and <= 2204) or (>= 3528 and <= 3589),
            _ => false,
        };
    }

    private static bool IsRight(ReadOnlySpan<int> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] << (i % 2);
            sum += digit > 9 ? digit - 9 : digit;
        }

        return sum % 10 == 0;
    }
}
