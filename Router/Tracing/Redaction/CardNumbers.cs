namespace Switchyard.Router.Tracing.Redaction;

/// <summary>Finds numbers of payment cards: 13 to 19 digits, alone or in groups, that begin as cards do and whose check digit is right (Luhn, ISO/IEC 7812).</summary>
internal static class CardNumbers
{
    private const int MinDigits = 13;
    private const int MaxDigits = 19;

    public static void Find(string text, List<Finding> findings)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is >= '2' and <= '6' && NumberText.IsBegin(text, i) && EndOf(text, i) is > 0 and var end)
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
        var (count, end) = (0, 0);
        for (var i = start; count < MaxDigits && i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                digits[count++] = text[i] - '0';
                if (count >= MinDigits && NumberText.IsEnd(text, i) && IsRight(digits[..count]))
                {
                    end = i + 1;
                }
            }
            else if (!NumberText.IsSeparator(text, i))
            {
                break;
            }
        }

        return end;
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
