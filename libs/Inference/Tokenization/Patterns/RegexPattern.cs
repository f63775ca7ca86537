using System.Text.RegularExpressions;

namespace Switchyard.Inference.Tokenization.Patterns;

/// <summary>
/// A regular expression over code points. .NET's engine works on UTF-16 units, so one character of the same category stands for each
/// surrogate pair while it looks. A match that takes longer than the expression's time limit ends in <see cref="RegexMatchTimeoutException"/>.
/// </summary>
internal sealed class RegexPattern(Regex regex) : IPattern
{
    public void FindParts(ReadOnlySpan<char> text, List<TextPart> parts)
    {
        if (text.IndexOfAnyInRange('\uD800', '\uDBFF') < 0)
        {
            FindMatches(text, parts, offsets: []);
            return;
        }

        var folded = new char[text.Length];
        var offsets = new int[text.Length + 1];
        var length = Fold(text, folded, offsets);
        FindMatches(folded.AsSpan(0, length), parts, offsets);
    }

    private void FindMatches(ReadOnlySpan<char> text, List<TextPart> parts, ReadOnlySpan<int> offsets)
    {
        var covered = 0;
        foreach (var match in regex.EnumerateMatches(text))
        {
            var start = Unfold(offsets, match.Index);
            covered = parts.AddMatch(covered, start, Unfold(offsets, match.Index + match.Length) - start);
        }

        parts.AddRest(covered, Unfold(offsets, text.Length));
    }

    private static int Unfold(ReadOnlySpan<int> offsets, int index) => offsets.IsEmpty ? index : offsets[index];

    private static int Fold(ReadOnlySpan<char> text, char[] folded, int[] offsets)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            offsets[length] = i;
            folded[length++] = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]) ? StandIns.Get(char.ConvertToUtf32(text[i], text[++i])) : text[i];
        }

        offsets[length] = text.Length;
        return length;
    }
}
