using System.Buffers;
using System.Text;

namespace Switchyard.Inference.Templates.Data;

/// <summary>
/// Upper and lower case as Python's, which is Unicode's full mapping: one letter may become several. Those that occur in texts are served
/// (ß, ŉ, ǰ, İ and the Latin ligatures); the rest of the special mappings stay as .NET's simple ones have them.
/// </summary>
internal static class CaseMapping
{
    private static readonly SearchValues<char> s_expanding = SearchValues.Create("ßŉǰﬀﬁﬂﬃﬄﬅﬆ");

    public static string Upper(string text)
    {
        var upper = text.ToUpperInvariant();
        return !upper.AsSpan().ContainsAny(s_expanding) ? upper : Expand(upper);
    }

    public static string Lower(string text)
    {
        var lower = text.ToLowerInvariant().Replace("\u0130", "i\u0307", StringComparison.Ordinal);
        return lower.Contains('σ', StringComparison.Ordinal) ? EndWords(text, lower) : lower;
    }

    /// <summary>Gets the text with its first letter large and all others small.</summary>
    public static string Capitalize(string text)
    {
        var first = text.Length > 1 && char.IsSurrogatePair(text[0], text[1]) ? 2 : Math.Min(1, text.Length);
        var head = Upper(text[..first]);
        return (head.Length > first ? head[0] + Lower(head[1..]) : head) + Lower(text[first..]);
    }

    /// <summary>Gets the text with each letter after something else large and all other letters small.</summary>
    public static string Title(string text)
    {
        var title = new StringBuilder(text.Length);
        var isInWord = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var letter = rune.ToString();
            title.Append(isInWord ? Lower(letter) : Capitalize(letter));
            isInWord = IsCased(rune);
        }

        return title.ToString();
    }

    public static string Swap(string text)
    {
        var swapped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var letter = rune.ToString();
            swapped.Append(Rune.IsUpper(rune) ? Lower(letter) : Upper(letter));
        }

        return swapped.ToString();
    }

    public static bool IsCased(Rune rune) => Rune.IsUpper(rune) || Rune.IsLower(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.TitlecaseLetter;

    private static string Expand(string text)
    {
        var expanded = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            _ = c switch
            {
                'ß' => expanded.Append("SS"),
                'ŉ' => expanded.Append("ʼN"),
                'ǰ' => expanded.Append("J\u030C"),
                'ﬀ' => expanded.Append("FF"),
                'ﬁ' => expanded.Append("FI"),
                'ﬂ' => expanded.Append("FL"),
                'ﬃ' => expanded.Append("FFI"),
                'ﬄ' => expanded.Append("FFL"),
                'ﬅ' or 'ﬆ' => expanded.Append("ST"),
                _ => expanded.Append(c),
            };
        }

        return expanded.ToString();
    }

    // The Greek capital sigma is small in another way at the end of a word.
    private static string EndWords(string text, string lower)
    {
        if (text.Length != lower.Length)
        {
            return lower;
        }

        var ended = lower.ToCharArray();
        for (var i = 1; i < ended.Length; i++)
        {
            if (text[i] == 'Σ' && char.IsLetter(text[i - 1]) && (i + 1 == text.Length || !char.IsLetter(text[i + 1])))
            {
                ended[i] = 'ς';
            }
        }

        return new string(ended);
    }
}
