namespace Switchyard.Inference.Constraints.Automata;

/// <summary>Runs two automata side by side.</summary>
internal sealed class DfaProduct
{
    private readonly Dfa _left;
    private readonly Dfa _right;
    private readonly bool _isDifference;
    private readonly byte[] _classes = new byte[256];
    private readonly List<(int Left, int Right)> _classPairs = [];
    private readonly Dictionary<(int Left, int Right), int> _ids = [];
    private readonly List<(int Left, int Right)> _states = [];
    private readonly DfaBuilder _builder;

    private DfaProduct(Dfa left, Dfa right, bool isDifference, AutomatonLimits limits)
    {
        _left = left;
        _right = right;
        _isDifference = isDifference;
        for (var value = 0; value < 256; value++)
        {
            var pair = (left.ClassOf(value), right.ClassOf(value));
            var index = _classPairs.IndexOf(pair);
            _classes[value] = (byte)(index >= 0 ? index : _classPairs.Count);
            if (index < 0)
            {
                _classPairs.Add(pair);
            }
        }

        _builder = new DfaBuilder(_classes, _classPairs.Count, limits);
    }

    /// <summary>Makes the automaton of what both take, or null for nothing.</summary>
    public static Dfa? Intersect(Dfa left, Dfa right, AutomatonLimits limits) => new DfaProduct(left, right, isDifference: false, limits).Run();

    /// <summary>Makes the automaton of what <paramref name="left"/> takes and <paramref name="right"/> does not, or null for nothing.</summary>
    public static Dfa? Subtract(Dfa left, Dfa right, AutomatonLimits limits) => new DfaProduct(left, right, isDifference: true, limits).Run();

    private Dfa? Run()
    {
        Intern(Dfa.Start, Dfa.Start);
        for (var state = 0; state < _states.Count; state++)
        {
            var (left, right) = _states[state];
            for (var i = 0; i < _classPairs.Count; i++)
            {
                var nextLeft = _left.NextByClass(left, _classPairs[i].Left);
                var nextRight = right == Dfa.Dead ? Dfa.Dead : _right.NextByClass(right, _classPairs[i].Right);
                if (nextLeft != Dfa.Dead && (nextRight != Dfa.Dead || _isDifference))
                {
                    _builder.SetNext(state, i, Intern(nextLeft, nextRight));
                }
            }
        }

        return _builder.Build();
    }

    private int Intern(int left, int right)
    {
        if (_ids.TryGetValue((left, right), out var id))
        {
            return id;
        }

        var rightAccepts = right != Dfa.Dead && _right.Flags(right).HasFlag(StateFlags.Accepting);
        var flags = _left.Flags(left) & (StateFlags.Accepting | StateFlags.Boundary);
        if (rightAccepts == _isDifference)
        {
            flags &= ~StateFlags.Accepting;
        }

        id = _builder.AddState(flags);
        _ids.Add((left, right), id);
        _states.Add((left, right));
        return id;
    }
}
