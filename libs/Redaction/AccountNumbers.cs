namespace Switchyard.Redaction;

/// <summary>Finds IBANs: a country, check digits and as many characters as it has, alone or in groups, that leave 1 when divided by 97 (ISO 13616).</summary>
internal static class AccountNumbers
{
    private const int MinLength = 15;
    private const int MaxLength = 34;

    public static void Find(string text, List<Finding> findings)
    {
        for (var i = 0; i + MinLength <= text.Length; i++)
        {
            if (char.IsAsciiLetter(text[i]) && char.IsAsciiLetter(text[i + 1]) && char.IsAsciiDigit(text[i + 2]) && char.IsAsciiDigit(text[i + 3])
                && NumberText.IsBegin(text, i) && AccountLengths.Of(text[i], text[i + 1]) is > 0 and var length && EndOf(text, i, length) is > 0 and var end && !UuidForm.Holds(text, i, end))
            {
                findings.Add(new Finding(i, end, "IBAN"));
                i = end - 1;
            }
        }
    }

    private static int EndOf(string text, int start, int length)
    {
        Span<char> characters = stackalloc char[MaxLength];
        var count = 0;
        for (var i = start; i < text.Length; i++)
        {
            if (char.IsAsciiLetterOrDigit(text[i]))
            {
                characters[count++] = text[i];
                if (count == length)
                {
                    return NumberText.IsEnd(text, i) && IsRight(characters[..count]) ? i + 1 : 0;
                }
            }
            else if (!NumberText.IsSeparator(text, i))
            {
                break;
            }
        }

        return 0;
    }

    private static bool IsRight(ReadOnlySpan<char> characters)
    {
        var rest = 0;
        for (var i = 0; i < characters.Length; i++)
        {
            var character = characters[(i + 4) % characters.Length];
            rest = char.IsAsciiDigit(character) ? (10 * rest) + character - '0' : (100 * rest) + char.ToUpperInvariant(character) - 'A' + 10;
            rest %= 97;
        }

        return rest == 1;
    }
}
