using System.Text.RegularExpressions;

namespace Switchyard.Inference.Tokenization;

/// <summary>Cuts text into the pieces inside which merges may happen.</summary>
internal sealed class PreTokenizer(Regex pattern)
{
    // One character of the same class stands for a surrogate pair, so that the pattern sees code points as it was written for.
    private const char LetterStandIn = 'ℵ';
    private const char NumberStandIn = '٠';
    private const char SymbolStandIn = '☃';

    /// <summary>Enumerates the pieces of <paramref name="text"/> in order; together they are the whole text.</summary>
    public IEnumerable<Range> Split(string text)
    {
        var (folded, offsets) = Fold(text);
        var end = 0;
        for (var match = pattern.Match(folded); match.Success; match = match.NextMatch())
        {
            if (match.Length == 0)
            {
                continue;
            }

            if (match.Index > end)
            {
                yield return ToRange(offsets, end, match.Index);
            }

            end = match.Index + match.Length;
            yield return ToRange(offsets, match.Index, end);
        }

        if (end < folded.Length)
        {
            yield return ToRange(offsets, end, folded.Length);
        }
    }

    private static Range ToRange(int[]? offsets, int start, int end) => offsets is null ? start..end : offsets[start]..offsets[end];

    private static (string Folded, int[]? Offsets) Fold(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDBFF') < 0)
        {
            return (text, null);
        }

        var folded = new char[text.Length];
        var offsets = new int[text.Length + 1];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            offsets[length] = i;
            folded[length++] = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]) ? StandIn(text, i++) : text[i];
        }

        offsets[length] = text.Length;
        return (new string(folded, 0, length), offsets);
    }

    private static char StandIn(string text, int index) =>
        char.IsLetter(text, index) ? LetterStandIn : char.IsNumber(text, index) ? NumberStandIn : SymbolStandIn;
}
