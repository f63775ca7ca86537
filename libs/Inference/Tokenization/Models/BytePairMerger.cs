namespace Switchyard.Inference.Tokenization.Models;

/// <summary>
/// The joining of byte-pair encoding: the adjacent pair with the lowest rank, the leftmost of equals, is joined until none is left. A priority
/// queue of pairs over a linked list keeps a piece of n symbols at n log n, so that a very long word is no attack; for a short one, looking at
/// every pair again after each join is faster.
/// </summary>
internal sealed class BytePairMerger(IReadOnlyDictionary<long, (int Rank, int Id)> merges)
{
    private const int LongestScanned = 24;

    private readonly Dictionary<long, (int Rank, int Id)> _merges = new(merges);

    /// <summary>Packs a pair of token ids into a merge table's key.</summary>
    public static long PairKey(int left, int right) => ((long)left << 32) | (uint)right;

    /// <summary>Joins <paramref name="symbols"/>, the tokens of single characters, in place.</summary>
    /// <returns>How many tokens are left.</returns>
    public int Merge(Span<int> symbols) => symbols.Length <= LongestScanned ? MergeByScanning(symbols) : MergeByQueue(symbols);

    private int MergeByScanning(Span<int> symbols)
    {
        Span<(int Rank, int Id)> joins = stackalloc (int Rank, int Id)[symbols.Length];
        for (var i = 0; i < symbols.Length; i++)
        {
            joins[i] = FindJoin(symbols, i);
        }

        while (true)
        {
            var best = FindLowest(joins[..symbols.Length]);
            if (best < 0)
            {
                return symbols.Length;
            }

            symbols[best] = joins[best].Id;
            symbols[(best + 2)..].CopyTo(symbols[(best + 1)..]);
            joins[(best + 2)..].CopyTo(joins[(best + 1)..]);
            symbols = symbols[..^1];
            joins[best] = FindJoin(symbols, best);
            if (best > 0)
            {
                joins[best - 1] = FindJoin(symbols, best - 1);
            }
        }
    }

    private (int Rank, int Id) FindJoin(ReadOnlySpan<int> symbols, int left) =>
        left + 1 < symbols.Length && _merges.TryGetValue(PairKey(symbols[left], symbols[left + 1]), out var join) ? join : (int.MaxValue, -1);

    private static int FindLowest(ReadOnlySpan<(int Rank, int Id)> joins)
    {
        var best = -1;
        for (var i = 0; i < joins.Length; i++)
        {
            if (joins[i].Id >= 0 && (best < 0 || joins[i].Rank < joins[best].Rank))
            {
                best = i;
            }
        }

        return best;
    }

    private int MergeByQueue(Span<int> ids)
    {
        var symbols = new Symbol[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            symbols[i] = new Symbol { Id = ids[i], Previous = i - 1, Next = i + 1 < ids.Length ? i + 1 : -1 };
        }

        JoinAll(symbols);
        var count = 0;
        for (var i = 0; i >= 0; i = symbols[i].Next)
        {
            ids[count++] = symbols[i].Id;
        }

        return count;
    }

    private void JoinAll(Symbol[] symbols)
    {
        var queue = new PriorityQueue<(int Left, int LeftId, int RightId, int Id), (int Rank, int Position)>(symbols.Length);
        for (var i = 0; i + 1 < symbols.Length; i++)
        {
            Enqueue(queue, symbols, i);
        }

        while (queue.TryDequeue(out var pair, out _))
        {
            // A stale entry: one of the two was merged meanwhile.
            ref var left = ref symbols[pair.Left];
            if (left.Id != pair.LeftId || left.Next < 0 || symbols[left.Next].Id != pair.RightId)
            {
                continue;
            }

            symbols[left.Next].Id = -1;
            left.Id = pair.Id;
            left.Next = symbols[left.Next].Next;
            if (left.Next >= 0)
            {
                symbols[left.Next].Previous = pair.Left;
                Enqueue(queue, symbols, pair.Left);
            }

            if (left.Previous >= 0)
            {
                Enqueue(queue, symbols, left.Previous);
            }
        }
    }

    private void Enqueue(PriorityQueue<(int Left, int LeftId, int RightId, int Id), (int Rank, int Position)> queue, Symbol[] symbols, int left)
    {
        var leftId = symbols[left].Id;
        var rightId = symbols[symbols[left].Next].Id;
        if (_merges.TryGetValue(PairKey(leftId, rightId), out var merge))
        {
            queue.Enqueue((left, leftId, rightId, merge.Id), (merge.Rank, left));
        }
    }

    private struct Symbol
    {
        public int Id;
        public int Previous;
        public int Next;
    }
}
