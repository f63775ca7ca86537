namespace Switchyard.Dialects.Continuation;

/// <summary>Finds what a continuation repeats of the text before it.</summary>
/// <param name="sent">The text before it.</param>
/// <param name="untold">The end of that text which the model was not shown; it may begin with it.</param>
internal sealed class Seam(string sent, string untold)
{
    // Below this, what looks like a repetition is most often a coincidence: "hel" and "lo".
    private const int MinOverlap = 4;
    private const int MaxOverlap = 200;

    // Twice the overlap, which tells whether the text repeats itself there, and the character before it, which tells whether a word begins.
    private readonly string _tail = sent.Length > 2 * MaxOverlap ? sent[^((2 * MaxOverlap) + 1)..] : sent;

    /// <summary>Tells whether more of the continuation could make the repetition longer.</summary>
    public bool CouldGrow(ReadOnlySpan<char> begun)
    {
        for (var start = Math.Max(0, _tail.Length - MaxOverlap); start < _tail.Length - begun.Length; start++)
        {
            if (_tail.AsSpan(start).StartsWith(begun, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gets how many characters of the continuation's beginning are the end of the text: the most that begin with a word. Where the text repeats itself ("ha ha "), saying it once more goes on with it.</summary>
    public int OverlapOf(ReadOnlySpan<char> begun)
    {
        for (var length = Math.Min(begun.Length, Math.Min(_tail.Length, MaxOverlap)); length >= MinOverlap; length--)
        {
            if (IsWordStart(_tail.Length - length) && _tail.AsSpan(_tail.Length - length).SequenceEqual(begun[..length]))
            {
                return MayGoOnRepeating(length) ? 0 : length;
            }
        }

        return begun.CommonPrefixLength(untold);
    }

    // Unless two words would run into one: nobody goes on with "ha ha" by saying "ha".
    private bool MayGoOnRepeating(int length)
    {
        var before = _tail.AsSpan(0, _tail.Length - length);
        var overlap = _tail.AsSpan(before.Length);
        return !char.IsLetterOrDigit(overlap[^1]) && before.EndsWith(overlap[..PeriodOf(overlap)]);
    }

    private static int PeriodOf(ReadOnlySpan<char> text)
    {
        var period = 1;
        while (!text[period..].SequenceEqual(text[..^period]))
        {
            period++;
        }

        return period;
    }

    private bool IsWordStart(int index) => char.IsLetterOrDigit(_tail[index]) && (index == 0 || !char.IsLetterOrDigit(_tail[index - 1]));
}
