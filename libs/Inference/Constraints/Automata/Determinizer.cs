using System.Runtime.InteropServices;

namespace Switchyard.Inference.Constraints.Automata;

/// <summary>Makes a nondeterministic automaton deterministic: each state is the set of states the other could be in. Its work is bounded.</summary>
internal sealed class Determinizer
{
    private readonly Nfa _nfa;
    private readonly int _accept;
    private readonly AutomatonLimits _limits;
    private readonly byte[] _classes = new byte[256];
    private readonly int _classCount;
    private readonly bool[] _isUsableClass;
    private readonly DfaBuilder _builder;
    private readonly Dictionary<ReadOnlyMemory<int>, int> _ids = new(new SetComparer());
    private readonly List<int[]> _sets = [];
    private readonly int[] _mark;
    private readonly List<int> _closure = [];
    private int _round;

    private Determinizer(Nfa nfa, int accept, AutomatonLimits limits)
    {
        _nfa = nfa;
        _accept = accept;
        _limits = limits;
        _mark = new int[nfa.StateCount];
        _classCount = FindClasses(limits.Usable);
        _isUsableClass = new bool[_classCount];
        for (var value = 0; value < 256; value++)
        {
            _isUsableClass[_classes[value]] = limits.Usable.Contains((byte)value);
        }

        _builder = new DfaBuilder(_classes, _classCount, limits);
    }

    /// <summary>Makes the automaton, or null when it takes nothing that usable bytes can write.</summary>
    public static Dfa? Run(Nfa nfa, int start, int accept, AutomatonLimits limits) => new Determinizer(nfa, accept, limits).Run(start);

    private Dfa? Run(int start)
    {
        Intern([start], isStart: true);
        var buckets = new List<int>[_classCount];
        for (var i = 0; i < _classCount; i++)
        {
            buckets[i] = [];
        }

        for (var state = 0; state < _sets.Count; state++)
        {
            Scatter(_sets[state], buckets);
            for (var i = 0; i < _classCount; i++)
            {
                if (buckets[i].Count > 0)
                {
                    _builder.SetNext(state, i, Intern(buckets[i], isStart: false));
                    buckets[i].Clear();
                }
            }
        }

        return _builder.Build();
    }

    private void Scatter(int[] set, List<int>[] buckets)
    {
        foreach (var state in set)
        {
            for (var i = _nfa.FirstEdge(state); i >= 0; i = _nfa.Edges[i].Next)
            {
                var edge = _nfa.Edges[i];
                for (var item = _classes[edge.First]; edge.Kind == NfaEdgeKind.Bytes && item <= _classes[edge.Last]; item++)
                {
                    _limits.Spend(1);
                    if (_isUsableClass[item])
                    {
                        buckets[item].Add(edge.Target);
                    }

                    if (item == byte.MaxValue)
                    {
                        break;
                    }
                }
            }
        }
    }

    private int Intern(List<int> seeds, bool isStart)
    {
        Close(seeds, isStart, isEnd: false);
        var set = _closure.ToArray();
        Array.Sort(set);
        if (_ids.TryGetValue(set, out var id))
        {
            return id;
        }

        Close(set, isStart, isEnd: true);
        var flags = _closure.Contains(_accept) ? StateFlags.Accepting : StateFlags.None;
        flags |= Array.Exists(set, _nfa.IsBoundary) ? StateFlags.Boundary : StateFlags.None;
        id = _builder.AddState(flags);
        _ids.Add(set, id);
        _sets.Add(set);
        return id;
    }

    private void Close(IEnumerable<int> seeds, bool isStart, bool isEnd)
    {
        _round++;
        _closure.Clear();
        foreach (var seed in seeds)
        {
            Visit(seed);
        }

        for (var at = 0; at < _closure.Count; at++)
        {
            for (var i = _nfa.FirstEdge(_closure[at]); i >= 0; i = _nfa.Edges[i].Next)
            {
                _limits.Spend(1);
                var edge = _nfa.Edges[i];
                if (edge.Kind == NfaEdgeKind.Empty || (edge.Kind == NfaEdgeKind.Start && isStart) || (edge.Kind == NfaEdgeKind.End && isEnd))
                {
                    Visit(edge.Target);
                }
            }
        }
    }

    private void Visit(int state)
    {
        if (_mark[state] != _round)
        {
            _mark[state] = _round;
            _closure.Add(state);
        }
    }

    // Bytes that no edge tells apart share a class; classes follow the order of bytes, so a range of bytes is a range of classes.
    private int FindClasses(ByteSet usable)
    {
        var startsClass = new bool[257];
        foreach (var edge in _nfa.Edges)
        {
            startsClass[edge.First] = true;
            startsClass[edge.Last + 1] = true;
        }

        var current = 0;
        for (var value = 1; value < 256; value++)
        {
            var isNew = startsClass[value] || usable.Contains((byte)value) != usable.Contains((byte)(value - 1));
            current += isNew ? 1 : 0;
            _classes[value] = (byte)current;
        }

        return current + 1;
    }

    private sealed class SetComparer : IEqualityComparer<ReadOnlyMemory<int>>
    {
        public bool Equals(ReadOnlyMemory<int> x, ReadOnlyMemory<int> y) => x.Span.SequenceEqual(y.Span);

        public int GetHashCode(ReadOnlyMemory<int> obj)
        {
            var hash = default(HashCode);
            hash.AddBytes(MemoryMarshal.AsBytes(obj.Span));
            return hash.ToHashCode();
        }
    }
}
