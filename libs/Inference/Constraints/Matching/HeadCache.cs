using System.Collections.Concurrent;
using Switchyard.Inference.Constraints.Automata;
using Switchyard.Inference.Constraints.Lexemes;
using Switchyard.Inference.Constraints.Vocabularies;

namespace Switchyard.Inference.Constraints.Matching;

/// <summary>The heads of a constraint's lexemes, found by walking the vocabulary's trie once for each state.</summary>
internal sealed class HeadCache(TokenTrie trie, int width)
{
    // A regular expression with more states than fit is walked again rather than kept.
    private const long MaxBytes = 32 << 20;

    private readonly ConcurrentDictionary<(Lexeme Lexeme, int State), HeadMask> _heads = new();
    private long _byteCount;

    /// <summary>Gets a head.</summary>
    public HeadMask Get(Lexeme lexeme, int state) => _heads.TryGetValue((lexeme, state), out var head) ? head : Add(lexeme, state, out _);

    /// <summary>Finds heads in advance, until so much of the trie has been walked.</summary>
    public void Warm(IEnumerable<Lexeme> lexemes, long maxNodes)
    {
        foreach (var lexeme in lexemes)
        {
            for (var state = 0; state < lexeme.WarmStateCount && maxNodes > 0 && Volatile.Read(ref _byteCount) < MaxBytes / 2; state++)
            {
                if (lexeme.Flags(state).HasFlag(StateFlags.Continues))
                {
                    Add(lexeme, state, out var visited);
                    maxNodes -= visited;
                }
            }
        }
    }

    private HeadMask Add(Lexeme lexeme, int state, out int visited)
    {
        var head = Walk(lexeme, state, out visited);
        if (Interlocked.Add(ref _byteCount, head.ByteCount) > MaxBytes)
        {
            _heads.Clear();
            Interlocked.Exchange(ref _byteCount, head.ByteCount);
        }

        _heads[(lexeme, state)] = head;
        return head;
    }

    private HeadMask Walk(Lexeme lexeme, int start, out int visited)
    {
        var ids = new List<int>();
        var endings = new List<int>();
        var states = new int[trie.MaxDepth + 1];
        states[0] = start;
        visited = 0;
        for (var node = 1; node < trie.NodeCount; visited++)
        {
            var depth = trie.DepthOf(node);
            var state = lexeme.Next(states[depth - 1], trie.ByteOf(node));
            var flags = state == Lexeme.Dead ? StateFlags.None : lexeme.Flags(state);
            if (flags.HasFlag(StateFlags.Accepting))
            {
                endings.Add(node);
            }

            if (!flags.HasFlag(StateFlags.Continues))
            {
                node = trie.EndOf(node);
                continue;
            }

            states[depth] = state;
            for (var token = trie.TokenOf(node); token >= 0; token = trie.NextSame(token))
            {
                ids.Add(token);
            }

            node++;
        }

        return ToMask(ids, [.. endings]);
    }

    private HeadMask ToMask(List<int> ids, int[] endings)
    {
        if (ids.Count * 32 < width)
        {
            return new HeadMask(null, [.. ids], endings);
        }

        var words = new ulong[(width + 63) / 64];
        foreach (var id in ids)
        {
            words[id >> 6] |= 1UL << (id & 63);
        }

        return new HeadMask(words, [], endings);
    }
}
