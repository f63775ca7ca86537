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
internal sealed class MaskBuilder(TokenTrie trie, HeadCache heads)
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
            var found = heads.Get(configuration.Lexeme, configuration.State);
            head = new LexemeHead { Words = found.Words, Ids = found.Ids, Endings = found.Endings };
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
        var firstBytes = rest.FirstBytes;
        _stack.Reset();
        _stack.Push(rest.Beginnings);
        var count = _stack.Count;
        for (var i = 0; i < head.Endings.Length; i++)
        {
            if (head.Characters.IsEmpty || (head.Characters[i] >= head.MinCharacters && head.Characters[i] <= head.MaxCharacters))
            {
                trie.AddTokens(head.Endings[i], words);
                WalkBelow(head.Endings[i], count, firstBytes, words);
            }
        }
    }

    private void WalkBelow(int top, int count, ulong[] firstBytes, Span<ulong> words)
    {
        var topDepth = trie.DepthOf(top);
        var end = trie.EndOf(top);
        _ends[topDepth] = count;
        for (var node = top + 1; node < end; Work++)
        {
            var value = trie.ByteOf(node);
            var depth = trie.DepthOf(node);
            if (depth == topDepth + 1 && (firstBytes[value >> 6] >> (value & 63) & 1) == 0)
            {
                node = trie.EndOf(node);
                continue;
            }

            var to = _ends[depth - 1];
            _stack.Truncate(to);
            _stack.Step(depth == topDepth + 1 ? 0 : _ends[depth - 2], to, value);
            if (_stack.Count == to)
            {
                node = trie.EndOf(node);
                continue;
            }

            _ends[depth] = _stack.Count;
            trie.AddTokens(node, words);
            node++;
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
