using Switchyard.Inference.Constraints.Automata;

namespace Switchyard.Inference.Constraints.Lexemes;

/// <summary>
/// A JSON string that an automaton describes, with bounds on its length in code points. A state is the number of characters so far and the
/// automaton's state; those from which no end within the bounds can be reached are left out.
/// </summary>
internal sealed class BoundedLexeme : Lexeme
{
    /// <summary>The greatest bound.</summary>
    public const int MaxLength = 4096;

    private const long MaxStates = 2_000_000;
    private const int MaxTableStates = 4096;

    private readonly Dfa _dfa;
    private readonly int _cap;
    private readonly bool _isUnbounded;
    private readonly bool[] _isLive;

    private BoundedLexeme(Dfa dfa, int cap, bool isUnbounded)
    {
        _dfa = dfa;
        _cap = cap;
        _isUnbounded = isUnbounded;
        _isLive = new bool[(cap + 1) * dfa.StateCount];
    }

    public override int Start => Dfa.Start;

    public override int WarmStateCount => _isLive.Length;

    /// <summary>Bounds the strings of <paramref name="dfa"/>; null if none is left.</summary>
    /// <exception cref="AutomatonException">The bounds are too large.</exception>
    public static BoundedLexeme? Create(Dfa dfa, int min, int? max)
    {
        // Beyond the least number, unbounded strings need no count.
        var cap = max ?? min;
        if (cap > MaxLength || (long)(cap + 1) * dfa.StateCount > MaxStates)
        {
            throw new AutomatonException($"beside a pattern or format, lengths to {MaxLength} and {MaxStates} states in all are served");
        }

        var lexeme = new BoundedLexeme(dfa, cap, isUnbounded: max is null);
        lexeme.FindLive(min);
        return lexeme._isLive[Dfa.Start] ? lexeme : null;
    }

    public override int Next(int state, byte value)
    {
        var next = Step(state, value);
        return next != Dead && _isLive[next] ? next : Dead;
    }

    public override StateFlags Flags(int state) => _isLive[state] ? _dfa.Flags(state % _dfa.StateCount) : StateFlags.None;

    /// <summary>Writes the bounds into the automaton itself, which small ones allow; null for others.</summary>
    public Dfa? ToDfa(AutomatonLimits limits)
    {
        if (_isLive.Count(isLive => isLive) > MaxTableStates)
        {
            return null;
        }

        var classes = new byte[256];
        for (var value = 0; value < 256; value++)
        {
            classes[value] = (byte)_dfa.ClassOf(value);
        }

        var builder = new DfaBuilder(classes, _dfa.ClassCount, limits);
        var ids = new Dictionary<int, int> { [Start] = builder.AddState(StateFlags.None) };
        var pending = new Queue<int>([Start]);
        while (pending.TryDequeue(out var state))
        {
            for (var value = 0; value < 256; value++)
            {
                var next = Next(state, (byte)value);
                if (next != Dead && !ids.ContainsKey(next))
                {
                    ids[next] = builder.AddState(EndFlags(next));
                    pending.Enqueue(next);
                }

                builder.SetNext(ids[state], classes[value], next == Dead ? Dead : ids[next]);
            }
        }

        return builder.Build();
    }

    private StateFlags EndFlags(int state) => Flags(state) & (StateFlags.Accepting | StateFlags.Boundary);

    private int Step(int state, byte value)
    {
        var (count, place) = Math.DivRem(state, _dfa.StateCount);
        var next = _dfa.Next(place, value);
        return next == Dead ? Dead : Target(count, place, next);
    }

    private int Target(int count, int place, int next)
    {
        if (place != Dfa.Start && _dfa.Flags(next).HasFlag(StateFlags.Boundary))
        {
            count = count < _cap ? count + 1 : _isUnbounded ? count : -1;
        }

        return count < 0 ? Dead : (count * _dfa.StateCount) + next;
    }

    // From the greatest count down: each needs only the next and itself, and itself only within characters of several bytes.
    private void FindLive(int min)
    {
        MarkEnds(min);
        for (var count = _cap; count >= 0; count--)
        {
            for (var changed = true; changed;)
            {
                changed = false;
                for (var place = _dfa.StateCount - 1; place >= 0; place--)
                {
                    changed |= TryMark(count, place);
                }
            }
        }
    }

    private void MarkEnds(int min)
    {
        for (var count = min; count <= _cap; count++)
        {
            for (var place = 0; place < _dfa.StateCount; place++)
            {
                // Where no count limits any more, the automaton itself has no dead ends.
                var isEnd = _dfa.Flags(place).HasFlag(StateFlags.Accepting) || (_isUnbounded && count == _cap);
                _isLive[(count * _dfa.StateCount) + place] = isEnd;
            }
        }
    }

    private bool TryMark(int count, int place)
    {
        var state = (count * _dfa.StateCount) + place;
        for (var i = 0; i < _dfa.ClassCount && !_isLive[state]; i++)
        {
            var next = _dfa.NextByClass(place, i);
            var target = next == Dead ? Dead : Target(count, place, next);
            if (target != Dead && _isLive[target])
            {
                return _isLive[state] = true;
            }
        }

        return false;
    }
}
