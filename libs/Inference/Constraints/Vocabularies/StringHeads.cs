using Switchyard.Inference.Constraints.Automata;

namespace Switchyard.Inference.Constraints.Vocabularies;

/// <summary>The <see cref="StringHead"/> of each state of a plain string's automaton, but for the state before its first quote.</summary>
internal sealed class StringHeads
{
    private readonly StringHead[] _heads;

    public StringHeads(Dfa dfa, TokenTrie trie, int width)
    {
        Dfa = dfa;
        _heads = [.. Enumerable.Range(0, dfa.StateCount).Select(state => Walk(dfa, state, trie, width))];
    }

    public Dfa Dfa { get; }

    /// <summary>Gets the size in memory, in bytes.</summary>
    public long ByteCount => _heads.Sum(head => head.ByteCount);

    public StringHead this[int state] => _heads[state];

    private static StringHead Walk(Dfa dfa, int start, TokenTrie trie, int width)
    {
        var staying = new List<(int Need, int Id)>();
        var endings = new List<(int Node, int Characters)>();
        var states = new int[trie.MaxDepth + 1];
        var characters = new int[trie.MaxDepth + 1];
        states[0] = start;
        for (var node = start == Dfa.Start ? trie.NodeCount : 1; node < trie.NodeCount;)
        {
            var depth = trie.DepthOf(node);
            var state = dfa.Next(states[depth - 1], trie.ByteOf(node));
            if (state == Dfa.Dead || !dfa.Flags(state).HasFlag(StateFlags.Continues))
            {
                if (state != Dfa.Dead)
                {
                    endings.Add((node, characters[depth - 1]));
                }

                node = trie.EndOf(node);
                continue;
            }

            states[depth] = state;
            var isBoundary = dfa.Flags(state).HasFlag(StateFlags.Boundary);
            characters[depth] = characters[depth - 1] + (isBoundary ? 1 : 0);
            for (var token = trie.TokenOf(node); token >= 0; token = trie.NextSame(token))
            {
                staying.Add((characters[depth] + (isBoundary ? 0 : 1), token));
            }

            node++;
        }

        return new StringHead(staying, endings, width, isDense: dfa.Flags(start).HasFlag(StateFlags.Boundary));
    }
}
