namespace Switchyard.Inference.Tokenization.Models;

/// <summary>
/// A trie of tokens by UTF-16 units: finds all tokens at a place in one walk. Nodes lie in arrays, the children of one side by side and
/// sorted, so that a vocabulary of hundreds of thousands stays at some ten bytes a node; the root has a table, having the most children.
/// </summary>
internal sealed class TokenTrie
{
    /// <summary>The node every walk starts at.</summary>
    public const int Root = 0;

    private readonly List<char> _chars = ['\0'];
    private readonly List<int> _values = [-1];
    private readonly List<int> _firstChildren = [0];
    private readonly List<int> _childCounts = [0];
    private readonly int[] _rootChildren = new int[char.MaxValue + 1];

    public TokenTrie(IEnumerable<KeyValuePair<string, int>> tokens)
    {
        var sorted = tokens.ToArray();
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        var pending = new Queue<(int Node, int Start, int End, int Depth)>();
        pending.Enqueue((Root, 0, sorted.Length, 0));
        while (pending.TryDequeue(out var range))
        {
            AddChildren(sorted, range, pending);
        }

        Array.Fill(_rootChildren, -1);
        for (var child = _firstChildren[Root]; child < _firstChildren[Root] + _childCounts[Root]; child++)
        {
            _rootChildren[_chars[child]] = child;
        }
    }

    /// <summary>Gets the child of <paramref name="node"/> by <paramref name="unit"/>, or -1.</summary>
    public int Next(int node, char unit)
    {
        if (node == Root)
        {
            return _rootChildren[unit];
        }

        var low = _firstChildren[node];
        var high = low + _childCounts[node] - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (_chars[middle] == unit)
            {
                return middle;
            }

            (low, high) = _chars[middle] < unit ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    /// <summary>Gets the value of the token that ends at <paramref name="node"/>, or -1.</summary>
    public int GetValue(int node) => _values[node];

    private void AddChildren(KeyValuePair<string, int>[] sorted, (int Node, int Start, int End, int Depth) range, Queue<(int Node, int Start, int End, int Depth)> pending)
    {
        var i = range.Start;
        while (i < range.End && sorted[i].Key.Length == range.Depth)
        {
            _values[range.Node] = sorted[i++].Value;
        }

        _firstChildren[range.Node] = _chars.Count;
        while (i < range.End)
        {
            var unit = sorted[i].Key[range.Depth];
            var start = i;
            while (i < range.End && sorted[i].Key[range.Depth] == unit)
            {
                i++;
            }

            pending.Enqueue((_chars.Count, start, i, range.Depth + 1));
            _childCounts[range.Node]++;
            _chars.Add(unit);
            _values.Add(-1);
            _firstChildren.Add(0);
            _childCounts.Add(0);
        }
    }
}
