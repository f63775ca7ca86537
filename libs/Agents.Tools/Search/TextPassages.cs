namespace Switchyard.Agents.Tools.Search;

/// <summary>Cuts a text into passages: whole sentences, together as long as wanted where they fit; a longer sentence is cut between words.</summary>
internal static class TextPassages
{
    public static List<string> Split(string text, int length)
    {
        var passages = new List<string>();
        var rest = text.AsSpan().Trim();
        while (rest.Length > length)
        {
            var end = FindEnd(rest[..length]);
            passages.Add(rest[..end].Trim().ToString());
            rest = rest[end..].Trim();
        }

        if (rest.Length > 0)
        {
            passages.Add(rest.ToString());
        }

        return passages;
    }

    // Behind the last sentence, else the last word, of the second half; where there is neither, just so, but not inside of a surrogate pair.
    private static int FindEnd(ReadOnlySpan<char> text)
    {
        for (var at = text.Length - 1; at > text.Length / 2; at--)
        {
            if (text[at] == '\n' || (char.IsWhiteSpace(text[at]) && text[at - 1] is '.' or '!' or '?'))
            {
                return at;
            }
        }

        var space = text.LastIndexOfAny(' ', '\t');
        return space > text.Length / 2 ? space : char.IsHighSurrogate(text[^1]) ? text.Length - 1 : text.Length;
    }
}
