using System.Numerics;
using Switchyard.Inference.Constraints.Automata;
using Switchyard.Inference.Constraints.Lexemes;
using Switchyard.Inference.Constraints.Vocabularies;

namespace Switchyard.Inference.Constraints.Matching;

/// <summary>Walks the vocabulary's trie to find a lexeme's head. Not thread-safe: it keeps its buffers.</summary>
internal sealed class HeadWalker(TokenTrie trie, int width)
{
    private readonly int[] _states = new int[trie.MaxDepth + 1];
    private readonly ulong[] _words = new ulong[(width + 63) / 64];
    private readonly List<int> _endings = [];
    private readonly List<int> _passings = [];

    /// <summary>Gets the number of nodes the last walk went through.</summary>
    public int Visited { get; private set; }

    public HeadMask Walk(Lexeme lexeme, int state)
    {
        Array.Clear(_words);
        _endings.Clear();
        _passings.Clear();
        _states[0] = state;
        if (lexeme is TableLexeme table)
        {
            Walk(new TableWalk(table.Dfa));
        }
        else
        {
            Walk(new LexemeWalk(lexeme));
        }

        return ToMask();
    }

    /// <summary>Finds a head from that of a similar state.</summary>
    public HeadMask Walk(TableLexeme lexeme, int state, int similar, HeadMask known, DepthClasses classes)
    {
        Array.Clear(_words);
        _endings.Clear();
        _passings.Clear();
        known.Words?.CopyTo(_words);
        foreach (var id in known.Ids)
        {
            _words[id >> 6] |= 1UL << (id & 63);
        }

        Visited = new DifferenceWalk(trie, lexeme.Dfa, classes, known, _words, _endings, _passings).Run(state, similar);
        return ToMask();
    }

    private void Walk<TWalk>(TWalk walk)
        where TWalk : struct, IWalkable
    {
        var nodes = trie.Nodes;
        Visited = 0;
        for (var at = 1; at < nodes.Length; Visited++)
        {
            ref readonly var node = ref nodes[at];
            var state = walk.Next(_states[node.Depth - 1], node.Value);
            var flags = state < 0 ? StateFlags.None : walk.Flags(state);
            if ((flags & StateFlags.Continues) == 0)
            {
                if (flags != StateFlags.None)
                {
                    _endings.Add(at);
                }

                at = node.End;
                continue;
            }

            if ((flags & StateFlags.Accepting) != 0 && node.End > at + 1)
            {
                _passings.Add(at);
            }

            _states[node.Depth] = state;
            for (var token = node.Token; token >= 0; token = trie.NextSame(token))
            {
                _words[token >> 6] |= 1UL << (token & 63);
            }

            at++;
        }
    }

    private HeadMask ToMask()
    {
        var count = 0;
        foreach (var word in _words)
        {
            count += BitOperations.PopCount(word);
        }

        // An id costs 4 bytes, a mask 8 a word; and a mask is joined faster than many ids.
        return count < _words.Length
            ? new HeadMask(null, ToIds(_words, count), [.. _endings], [.. _passings])
            : new HeadMask([.. _words], [], [.. _endings], [.. _passings]);
    }

    /// <summary>Lists the <paramref name="count"/> ids in a mask.</summary>
    public static int[] ToIds(ReadOnlySpan<ulong> words, int count)
    {
        var ids = new int[count];
        var at = 0;
        for (var i = 0; i < words.Length; i++)
        {
            for (var word = words[i]; word != 0; word &= word - 1)
            {
                ids[at++] = (i * 64) + BitOperations.TrailingZeroCount(word);
            }
        }

        return ids;
    }
}
