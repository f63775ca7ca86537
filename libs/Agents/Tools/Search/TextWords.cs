using System.Text;

namespace Switchyard.Agents.Tools.Search;

/// <summary>Takes a text apart into the words it is found by: runs of letters and digits in lower case, without the English words that every text has.</summary>
internal static class TextWords
{
    private const int MaxWordLength = 64;

    private static readonly HashSet<string> s_everywhere = new(StringComparer.Ordinal)
    {
        "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "is", "it", "of", "on", "or", "that", "the", "this", "to", "was", "were", "what", "which", "who", "will", "with",
    };

    public static List<string> Read(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var character in text)
        {
            if (char.IsLetterOrDigit(character))
            {
                word.Append(char.ToLowerInvariant(character));
                continue;
            }

            Add(words, word);
        }

        Add(words, word);
        return words;
    }

    private static void Add(List<string> words, StringBuilder word)
    {
        if (word.Length is > 0 and <= MaxWordLength && word.ToString() is var text && !s_everywhere.Contains(text))
        {
            words.Add(Stem(text));
        }

        word.Clear();
    }

    // Plurals meet their singular; both sides go through here, so it need not be English.
    private static string Stem(string word) =>
        word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal) ? word[..^3] + "y"
        : word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? word[..^1]
        : word;
}
