namespace Switchyard.Router.Tracing;

/// <summary>How much of a text fits where bytes are counted.</summary>
internal static class Utf8Length
{
    /// <summary>Counts the characters of the longest beginning of <paramref name="text"/> that needs at most <paramref name="bytes"/> bytes; no character is cut in two.</summary>
    public static int CharactersWithin(string text, int bytes)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes -= rune.Utf8SequenceLength;
            if (bytes < 0)
            {
                return length;
            }

            length += rune.Utf16SequenceLength;
        }

        return length;
    }
}
