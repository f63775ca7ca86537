namespace Switchyard.Inference.Tokenization;

/// <summary>
/// Byte-pair encoding of one piece: starting from bytes, the adjacent pair with the lowest rank is joined until none is left.
/// A priority queue of pairs over a linked list keeps a piece of n bytes at n log n, so that a very long word is no attack.
/// </summary>
internal sealed class BytePairEncoder(int[] byteIds, IReadOnlyDictionary<long, (int Rank, int Id)> merges)
{
    /// <summary>Packs a pair of token ids into a merge table's key.</summary>
    public static long PairKey(int left, int right) => ((long)left << 32) | (uint)right;

    /// <summary>Appends the tokens of <paramref name="piece"/>.</summary>
    public void Encode(ReadOnlySpan<byte> piece, List<int> output)
    {
        if (piece.Length == 1)
        {
            output.Add(byteIds[piece[0]]);
            return;
        }

        var symbols = new Symbol[piece.Length];
        for (var i = 0; i < piece.Length; i++)
        {
            symbols[i] = new Symbol { Id = byteIds[piece[i]], Previous = i - 1, Next = i + 1 < piece.Length ? i + 1 : -1 };
        }

        Merge(symbols);
        for (var i = 0; i >= 0; i = symbols[i].Next)
        {
            output.Add(symbols[i].Id);
        }
    }

    private void Merge(Symbol[] symbols)
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
        if (merges.TryGetValue(PairKey(leftId, rightId), out var merge))
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
