namespace Switchyard.Inference.Constraints.Automata;

/// <summary>
/// Which states of an automaton are alike as far as so many bytes can tell: two states have the same class at a depth when every text of at
/// most that many bytes leads from both to states of the same flags. Found as a minimal automaton is, by refining, one byte deeper each time.
/// </summary>
internal sealed class DepthClasses
{
    public const int MaxDepth = 32;

    private const int MaxStates = 4096;

    // By depth, then by state plus one; the first is the dead state's.
    private readonly int[][] _classes;

    private DepthClasses(Dfa dfa)
    {
        _classes = new int[MaxDepth + 1][];
        _classes[0] = [-1, .. Enumerable.Range(0, dfa.StateCount).Select(state => (int)(dfa.Flags(state) & (StateFlags.Accepting | StateFlags.Continues)))];
        for (var depth = 1; depth <= MaxDepth; depth++)
        {
            _classes[depth] = Refine(dfa, _classes[depth - 1]);
        }
    }

    /// <summary>Finds the classes, or null for an automaton for which that would take long.</summary>
    public static DepthClasses? Create(Dfa dfa) => dfa.StateCount <= MaxStates && dfa.StateCount * dfa.ClassCount <= 16 * MaxStates ? new DepthClasses(dfa) : null;

    /// <summary>Gets a state's class at a depth.</summary>
    public int this[int depth, int state] => _classes[depth][state + 1];

    private static int[] Refine(Dfa dfa, int[] previous)
    {
        var ids = new Dictionary<Signature, int>();
        var classes = new int[previous.Length];
        classes[0] = -1;
        for (var state = 0; state < dfa.StateCount; state++)
        {
            var next = new int[dfa.ClassCount + 1];
            next[^1] = previous[state + 1];
            for (var i = 0; i < dfa.ClassCount; i++)
            {
                next[i] = previous[dfa.NextByClass(state, i) + 1];
            }

            var signature = new Signature(next);
            if (!ids.TryGetValue(signature, out var id))
            {
                ids[signature] = id = ids.Count;
            }

            classes[state + 1] = id;
        }

        return classes;
    }

    private readonly struct Signature(int[] items) : IEquatable<Signature>
    {
        private readonly int[] _items = items;

        public bool Equals(Signature other) => _items.AsSpan().SequenceEqual(other._items);

        public override bool Equals(object? obj) => obj is Signature other && Equals(other);

        public override int GetHashCode()
        {
            var hash = 0;
            foreach (var item in _items)
            {
                hash = (hash * 31) + item;
            }

            return hash;
        }
    }
}
