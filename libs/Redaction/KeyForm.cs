namespace Switchyard.Redaction;

/// <summary>Tells keys from names that begin like one, and from programs that say where a key is to be read. A key has a digit, or letters that make no word.</summary>
internal static class KeyForm
{
    private const int LongestWord = 15;

    public static bool IsMeant(string text, int start, int end) => !AreWords(text.AsSpan(start, end - start));

    /// <summary>Tells it of the value behind a name and its colon or equals sign; what is quoted is meant as it is.</summary>
    public static bool IsMeantByName(string text, int start, int end)
    {
        var match = text.AsSpan(start, end - start);
        var value = match[(match.IndexOfAny(':', '=') + 1)..].TrimStart(" \t\r\n\\");
        return value[0] is '"' or '\'' || !AreWords(value);
    }

    private static bool AreWords(ReadOnlySpan<char> value)
    {
        var length = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsAsciiDigit(value[i]))
            {
                return false;
            }

            // A capital begins a word, unless it follows another.
            length = !char.IsLetter(value[i]) ? 0 : char.IsUpper(value[i]) && i > 0 && char.IsLower(value[i - 1]) ? 1 : length + 1;
            if (length > LongestWord)
            {
                return false;
            }
        }

        return true;
    }
}
