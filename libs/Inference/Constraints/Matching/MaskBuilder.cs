using System.Numerics;
using System.Runtime.InteropServices;
using Switchyard.Inference.Constraints.Grammars;
using Switchyard.Inference.Constraints.Lexemes;
using Switchyard.Inference.Constraints.Vocabularies;

namespace Switchyard.Inference.Constraints.Matching;

/// <summary>
/// Finds the tokens that can follow. Most of a vocabulary stays inside one lexeme, whatever comes after it: that part is a ready mask, the
/// lexeme's head. Only where a token goes beyond a lexeme's end is the rest of the grammar walked, from the node of the trie on that ends it.
/// </summary>
internal sealed class MaskBuilder(TokenTrie trie, HeadCache heads, HeadWalker walker)
{
    private readonly ConfigurationStack _stack = new();
    private readonly int[] _ends = new int[trie.MaxDepth + 1];

    /// <summary>Gets the ids set, endings tried and nodes walked for the last mask.</summary>
    public int Work { get; private set; }

    public void Build(ReadOnlySpan<Configuration> configurations, Span<ulong> words)
    {
        Work = 0;
        words.Clear();
        foreach (ref readonly var configuration in configurations)
        {
            if (configuration.Lexeme is not null)
            {
                Add(configuration, words);
            }
        }
    }

    private void Add(in Configuration configuration, Span<ulong> words)
    {
        if (!configuration.Lexeme!.TryGetHead(configuration.State, out var head))
        {
            var found = heads.Get(configuration.Lexeme, configuration.State, walker);
            head = new LexemeHead { Words = found.Words, Ids = found.Ids, Endings = found.Endings, Passings = found.Passings };
        }

        Union(words, head.Words);
        foreach (var id in head.Ids)
        {
            words[id >> 6] |= 1UL << (id & 63);
        }

        Work += head.Ids.Length + head.Endings.Length;
        AddEndings(head, configuration.Rest!, words);
    }

    private void AddEndings(in LexemeHead head, Continuation rest, Span<ulong> words)
    {
        _stack.Reset();
        _stack.Push(rest.Beginnings);
        var count = _stack.Count;
        for (var i = 0; i < head.Endings.Length; i++)
        {
            if (head.Characters.IsEmpty || (head.Characters[i] >= head.MinCharacters && head.Characters[i] <= head.MaxCharacters))
            {
                trie.AddTokens(head.Endings[i], words);
                WalkBelow(head.Endings[i], count, rest.FirstBytes, words);
            }
        }

        // Nothing can follow the text's last lexeme, which may be one that can end anywhere, such as a line.
        if (!rest.IsEnd)
        {
            foreach (var node in head.Passings)
            {
                WalkBelow(node, count, rest.FirstBytes, words);
            }
        }
    }

    private void WalkBelow(int top, int count, ulong[] firstBytes, Span<ulong> words)
    {
        var nodes = trie.Nodes;
        var depth = nodes[top].Depth;
        var end = nodes[top].End;
        _ends[depth] = count;
        for (var at = top + 1; at < end; Work++)
        {
            ref readonly var node = ref nodes[at];
            var isFirst = node.Depth == depth + 1;
            if (isFirst && (firstBytes[node.Value >> 6] >> (node.Value & 63) & 1) == 0)
            {
                at = node.End;
                continue;
            }

            var to = _ends[node.Depth - 1];
            _stack.Truncate(to);
            _stack.Step(isFirst ? 0 : _ends[node.Depth - 2], to, node.Value);
            if (_stack.Count == to)
            {
                at = node.End;
                continue;
            }

            _ends[node.Depth] = _stack.Count;
            trie.AddTokens(at, words);
            at++;
        }
    }

    private static void Union(Span<ulong> words, ReadOnlySpan<ulong> added)
    {
        var target = MemoryMarshal.Cast<ulong, Vector<ulong>>(words[..added.Length]);
        var source = MemoryMarshal.Cast<ulong, Vector<ulong>>(added);
        for (var i = 0; i < source.Length; i++)
        {
            target[i] |= source[i];
        }

        for (var i = source.Length * Vector<ulong>.Count; i < added.Length; i++)
        {
            words[i] |= added[i];
        }
    }
}
