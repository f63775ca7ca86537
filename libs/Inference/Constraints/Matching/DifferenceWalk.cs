using Switchyard.Inference.Constraints.Automata;
using Switchyard.Inference.Constraints.Vocabularies;

namespace Switchyard.Inference.Constraints.Matching;

/// <summary>Walks the trie from two states of an automaton at once, and leaves out what is below nodes at which they are alike as far as the tokens there reach.</summary>
/// <param name="trie">The vocabulary.</param>
/// <param name="dfa">The automaton.</param>
/// <param name="classes">Which of its states are alike.</param>
/// <param name="known">The head of the second state.</param>
/// <param name="words">The second state's mask; becomes the first one's.</param>
/// <param name="endings">Takes the first state's endings.</param>
/// <param name="passings">Takes the first state's passings.</param>
internal sealed class DifferenceWalk(TokenTrie trie, Dfa dfa, DepthClasses classes, HeadMask known, ulong[] words, List<int> endings, List<int> passings)
{
    private readonly (int Own, int Known)[] _states = new (int Own, int Known)[trie.MaxDepth + 1];
    private int _knownEnding;
    private int _knownPassing;

    /// <summary>Walks, and returns the number of nodes gone through.</summary>
    public int Run(int own, int other)
    {
        var nodes = trie.Nodes;
        var visited = 0;
        _states[0] = (own, other);
        for (var at = 1; at < nodes.Length; visited++)
        {
            ref readonly var node = ref nodes[at];
            var (ownBefore, knownBefore) = _states[node.Depth - 1];
            var ownState = ownBefore < 0 ? Dfa.Dead : dfa.Next(ownBefore, node.Value);
            var knownState = knownBefore < 0 ? Dfa.Dead : dfa.Next(knownBefore, node.Value);
            if (ownState == knownState || (node.Height <= DepthClasses.MaxDepth && classes[node.Height, ownState] == classes[node.Height, knownState]))
            {
                Copy(known.Endings, ref _knownEnding, at, node.End, endings);
                Copy(known.Passings, ref _knownPassing, at, node.End, passings);
                at = node.End;
                continue;
            }

            _states[node.Depth] = (ownState, knownState);
            Visit(at, node, ownState < 0 ? StateFlags.None : dfa.Flags(ownState));
            at++;
        }

        return visited;
    }

    private void Visit(int at, TrieNode node, StateFlags flags)
    {
        var continues = (flags & StateFlags.Continues) != 0;
        for (var token = node.Token; token >= 0; token = trie.NextSame(token))
        {
            var bit = 1UL << (token & 63);
            words[token >> 6] = continues ? words[token >> 6] | bit : words[token >> 6] & ~bit;
        }

        if ((flags & StateFlags.Accepting) == 0)
        {
            return;
        }

        if (!continues)
        {
            endings.Add(at);
        }
        else if (node.End > at + 1)
        {
            passings.Add(at);
        }
    }

    private static void Copy(int[] from, ref int index, int first, int end, List<int> to)
    {
        while (index < from.Length && from[index] < first)
        {
            index++;
        }

        for (; index < from.Length && from[index] < end; index++)
        {
            to.Add(from[index]);
        }
    }
}
