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
        var nodes = trie.Nodes;
        for (var at = start == Dfa.Start ? nodes.Length : 1; at < nodes.Length;)
        {
            var node = nodes[at];
            var state = dfa.Next(states[node.Depth - 1], node.Value);
            if (state == Dfa.Dead || !dfa.Flags(state).HasFlag(StateFlags.Continues))
            {
                if (state != Dfa.Dead)
                {
                    endings.Add((at, characters[node.Depth - 1]));
                }

                at = node.End;
                continue;
            }

            states[node.Depth] = state;
            var isBoundary = dfa.Flags(state).HasFlag(StateFlags.Boundary);
            characters[node.Depth] = characters[node.Depth - 1] + (isBoundary ? 1 : 0);
            for (var token = node.Token; token >= 0; token = trie.NextSame(token))
            {
                staying.Add((characters[node.Depth] + (isBoundary ? 0 : 1), token));
            }

            at++;
        }

        return new StringHead(staying, endings, width, isDense: dfa.Flags(start).HasFlag(StateFlags.Boundary));
    }
}
