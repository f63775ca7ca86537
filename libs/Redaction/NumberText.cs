namespace Switchyard.Redaction;

/// <summary>How numbers that people write in groups stand in a text.</summary>
internal static class NumberText
{
    /// <summary>Tells whether one may begin at <paramref name="index"/>: not within a word, nor behind a decimal point.</summary>
    public static bool IsBegin(string text, int index) =>
        index == 0 || (!IsWord(text[index - 1]) && !(text[index - 1] == '.' && index > 1 && char.IsAsciiDigit(text[index - 2])));

    /// <summary>Tells whether <paramref name="index"/> is the last character of a group.</summary>
    public static bool IsEnd(string text, int index) => index + 1 == text.Length || !IsWord(text[index + 1]);

    /// <summary>Tells whether a group ends before <paramref name="index"/> and another begins after it.</summary>
    public static bool IsSeparator(string text, int index) => text[index] is ' ' or '-' or '.' && index + 1 < text.Length && char.IsAsciiLetterOrDigit(text[index + 1]);

    private static bool IsWord(char character) => char.IsLetterOrDigit(character) || character == '_';
}
