namespace Switchyard.Inference.Constraints.Vocabularies;

/// <summary>
/// What a vocabulary's tokens do from one state inside a plain JSON string: which stay in it, with how many characters, and which nodes
/// of the trie end it. It depends on the vocabulary only, so it is found once and serves every string of every schema.
/// </summary>
internal sealed class StringHead
{
    private readonly int[] _ids;
    private readonly int[] _idCounts;
    private readonly ulong[][]? _words;
    private readonly ulong[] _all;

    /// <summary>Sorts what a walk found.</summary>
    /// <param name="staying">Tokens that stay in the string, with the characters they need: a begun one counts whole.</param>
    /// <param name="endings">Nodes at which the string ends, with the characters before.</param>
    /// <param name="width">The number of ids.</param>
    /// <param name="isDense">Whether to keep a mask for each number of characters, which is worth its memory where most tokens stay.</param>
    public StringHead(List<(int Need, int Id)> staying, List<(int Node, int Characters)> endings, int width, bool isDense)
    {
        staying.Sort();
        EndingNodes = [.. endings.Select(ending => ending.Node)];
        EndingCharacters = [.. endings.Select(ending => ending.Characters)];
        _ids = [.. staying.Select(item => item.Id)];
        var most = staying.Count == 0 ? 0 : staying[^1].Need;
        _idCounts = new int[most + 1];
        foreach (var (need, _) in staying)
        {
            _idCounts[need]++;
        }

        for (var need = 1; need <= most; need++)
        {
            _idCounts[need] += _idCounts[need - 1];
        }

        _all = ToWords(_ids, width);
        _words = isDense ? [.. Enumerable.Range(0, most).Select(need => ToWords(_ids.AsSpan(0, _idCounts[need]), width))] : null;
    }

    public int[] EndingNodes { get; }

    public int[] EndingCharacters { get; }

    /// <summary>Gets the size in memory, in bytes.</summary>
    public long ByteCount => (4L * (_ids.Length + _idCounts.Length + (2 * EndingNodes.Length))) + (8L * _all.Length * (1 + (_words?.Length ?? 0)));

    /// <summary>Finds the tokens that stay in the string with at most <paramref name="room"/> more characters: as a mask or as ids.</summary>
    public void Find(int room, out ReadOnlySpan<ulong> words, out ReadOnlySpan<int> ids)
    {
        words = default;
        ids = default;
        if (room >= _idCounts.Length - 1)
        {
            words = _all;
        }
        else if (_words is not null)
        {
            words = _words[room];
        }
        else
        {
            ids = _ids.AsSpan(0, _idCounts[room]);
        }
    }

    private static ulong[] ToWords(ReadOnlySpan<int> ids, int width)
    {
        var words = new ulong[(width + 63) / 64];
        foreach (var id in ids)
        {
            words[id >> 6] |= 1UL << (id & 63);
        }

        return words;
    }
}
