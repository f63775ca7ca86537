using System.Runtime.InteropServices;

namespace Switchyard.Inference.Constraints.Vocabularies;

/// <summary>
/// The bytes of all tokens as a trie. Nodes lie in depth-first order in flat arrays, so that a walk goes forward through memory and
/// leaves out a subtree by going to its end. Node 0 is the root.
/// </summary>
internal sealed class TokenTrie
{
    private readonly TrieNode[] _nodes;
    private readonly int[]? _nextSame;

    public TokenTrie(IReadOnlyList<(ReadOnlyMemory<byte> Bytes, int Id)> tokens, int width)
    {
        var sorted = tokens.ToArray();
        Array.Sort(sorted, static (left, right) => left.Bytes.Span.SequenceCompareTo(right.Bytes.Span) is var order && order != 0 ? order : right.Id - left.Id);
        var builder = new TokenTrieBuilder(width);
        foreach (var (bytes, id) in sorted)
        {
            builder.Add(bytes.Span, id);
        }

        // Few vocabularies have two tokens with the same bytes; the others are spared a look at a second table for each token.
        (_nodes, var nextSame) = builder.Build();
        _nextSame = Array.Exists(nextSame, token => token >= 0) ? nextSame : null;
        MaxDepth = _nodes.Max(node => node.Depth);
    }

    /// <summary>Gets the nodes, the root first.</summary>
    public ReadOnlySpan<TrieNode> Nodes => _nodes;

    /// <summary>Gets the longest token's bytes.</summary>
    public int MaxDepth { get; }

    /// <summary>Gets the size in memory, in bytes.</summary>
    public long ByteCount => (_nodes.Length * 12L) + ((_nextSame?.Length ?? 0) * 4L);

    /// <summary>Gets the next token with the same bytes, or -1.</summary>
    public int NextSame(int token) => _nextSame is null ? -1 : _nextSame[token];

    /// <summary>Puts the tokens that end at <paramref name="node"/> into <paramref name="words"/>.</summary>
    public void AddTokens(int node, Span<ulong> words)
    {
        for (var token = _nodes[node].Token; token >= 0; token = NextSame(token))
        {
            words[token >> 6] |= 1UL << (token & 63);
        }
    }

    /// <summary>Finds the child of <paramref name="node"/> for a byte, or -1.</summary>
    public int FindChild(int node, byte value)
    {
        for (var child = node + 1; child < _nodes[node].End; child = _nodes[child].End)
        {
            if (_nodes[child].Value == value)
            {
                return child;
            }
        }

        return -1;
    }

    private sealed class TokenTrieBuilder
    {
        private readonly List<byte> _bytes = [0];
        private readonly List<ushort> _depths = [0];
        private readonly List<int> _ends = [0];
        private readonly List<int> _tokens = [-1];
        private readonly List<int> _path = [0];
        private readonly int[] _nextSame;

        public TokenTrieBuilder(int width)
        {
            _nextSame = new int[width];
            Array.Fill(_nextSame, -1);
        }

        // Tokens come in the order of their bytes.
        public void Add(ReadOnlySpan<byte> bytes, int id)
        {
            var shared = 0;
            while (shared < bytes.Length && shared + 1 < _path.Count && _bytes[_path[shared + 1]] == bytes[shared])
            {
                shared++;
            }

            Close(shared + 1);
            foreach (var value in bytes[shared..])
            {
                _path.Add(_bytes.Count);
                _bytes.Add(value);
                _depths.Add((ushort)(_path.Count - 1));
                _ends.Add(0);
                _tokens.Add(-1);
            }

            _nextSame[id] = _tokens[_path[^1]];
            _tokens[_path[^1]] = id;
        }

        public (TrieNode[] Nodes, int[] NextSame) Build()
        {
            Close(0);
            var heights = FindHeights();
            return ([.. _bytes.Select((value, node) => new TrieNode(_ends[node], _tokens[node], _depths[node], value, heights[node]))], _nextSame);
        }

        private byte[] FindHeights()
        {
            var heights = new byte[_bytes.Count];
            for (var node = heights.Length - 1; node >= 0; node--)
            {
                for (var child = node + 1; child < _ends[node]; child = _ends[child])
                {
                    heights[node] = Math.Max(heights[node], (byte)Math.Min(byte.MaxValue, heights[child] + 1));
                }
            }

            return heights;
        }

        private void Close(int length)
        {
            foreach (var node in CollectionsMarshal.AsSpan(_path)[length..])
            {
                _ends[node] = _bytes.Count;
            }

            _path.RemoveRange(length, _path.Count - length);
        }
    }
}
