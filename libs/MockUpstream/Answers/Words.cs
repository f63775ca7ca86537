namespace Switchyard.MockUpstream.Answers;

/// <summary>
/// Text without a script: words drawn from a seed. Some take several bytes a character, so that whoever cuts a stream at any byte meets them.
/// </summary>
internal static class Words
{
    private static readonly string[] s_words =
    [
        "signal", "track", "switch", "yard", "engine", "wagon", "freight", "station", "platform", "timetable", "lever", "coupling",
        "junction", "siding", "bridge", "tunnel", "gauge", "brake", "whistle", "lantern", "größe", "naïve", "señal", "東京", "поезд", "🚂",
        "the", "a", "of", "and", "to", "in", "on", "by", "with", "from",
    ];

    /// <summary>Makes <paramref name="count"/> pieces; all but the first begin with a space, as tokens do.</summary>
    public static string[] Pieces(ulong seed, int count)
    {
        var pieces = new string[count];
        for (var index = 0; index < count; index++)
        {
            var word = s_words[Hash.Mix(seed, (ulong)index) % (ulong)s_words.Length];
            pieces[index] = index == 0 ? word : " " + word;
        }

        return pieces;
    }

    /// <summary>Cuts a text before each space.</summary>
    public static string[] Cut(string text)
    {
        var pieces = new List<string>();
        var start = 0;
        for (var index = 1; index < text.Length; index++)
        {
            if (text[index] == ' ')
            {
                pieces.Add(text[start..index]);
                start = index;
            }
        }

        if (start < text.Length)
        {
            pieces.Add(text[start..]);
        }

        return [.. pieces];
    }

    /// <summary>Cuts pieces into their characters; what belongs together as one on a screen stays together.</summary>
    public static string[] Characters(IReadOnlyList<string> pieces)
    {
        var characters = new List<string>();
        var elements = System.Globalization.StringInfo.GetTextElementEnumerator(string.Concat(pieces));
        while (elements.MoveNext())
        {
            characters.Add(elements.GetTextElement());
        }

        return [.. characters];
    }

    /// <summary>Cuts the JSON of arguments every few characters, as tokens do: not at its tokens, and inside of strings.</summary>
    public static string[] Fragments(string json)
    {
        const int Length = 7;
        var fragments = new List<string>();
        for (var start = 0; start < json.Length;)
        {
            var end = Math.Min(start + Length, json.Length);
            end += end < json.Length && char.IsLowSurrogate(json[end]) ? 1 : 0;
            fragments.Add(json[start..end]);
            start = end;
        }

        return [.. fragments];
    }
}
