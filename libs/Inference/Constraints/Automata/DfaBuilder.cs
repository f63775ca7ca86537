namespace Switchyard.Inference.Constraints.Automata;

/// <summary>Collects states and makes an automaton of those that lie on a way from the start to an end.</summary>
internal sealed class DfaBuilder(byte[] classes, int classCount, AutomatonLimits limits)
{
    private readonly List<int> _next = [];
    private readonly List<StateFlags> _flags = [];

    public int AddState(StateFlags flags)
    {
        if (_flags.Count == Dfa.MaxStates)
        {
            throw new AutomatonException($"it needs more than {Dfa.MaxStates} states as a deterministic automaton");
        }

        limits.Spend(classCount);
        _flags.Add(flags);
        for (var i = 0; i < classCount; i++)
        {
            _next.Add(Dfa.Dead);
        }

        return _flags.Count - 1;
    }

    public void SetNext(int state, int byteClass, int target) => _next[(state * classCount) + byteClass] = target;

    /// <summary>Makes the automaton, or null when it takes nothing at all.</summary>
    public Dfa? Build()
    {
        var isLive = FindLive();
        if (_flags.Count == 0 || !isLive[Dfa.Start])
        {
            return null;
        }

        var ids = new int[_flags.Count];
        var count = 0;
        for (var state = 0; state < ids.Length; state++)
        {
            ids[state] = isLive[state] ? count++ : Dfa.Dead;
        }

        return Renumber(ids, count);
    }

    private Dfa Renumber(int[] ids, int count)
    {
        var next = new int[count * classCount];
        var flags = new StateFlags[count];
        for (var state = 0; state < ids.Length; state++)
        {
            if (ids[state] == Dfa.Dead)
            {
                continue;
            }

            var continues = false;
            for (var i = 0; i < classCount; i++)
            {
                var target = _next[(state * classCount) + i];
                var id = target == Dfa.Dead ? Dfa.Dead : ids[target];
                next[(ids[state] * classCount) + i] = id;
                continues |= id != Dfa.Dead;
            }

            flags[ids[state]] = _flags[state] | (continues ? StateFlags.Continues : StateFlags.None);
        }

        return new Dfa(classes, classCount, next, flags);
    }

    // Backwards from the accepting states.
    private bool[] FindLive()
    {
        var sources = new List<int>[_flags.Count];
        var isLive = new bool[_flags.Count];
        var pending = new Stack<int>();
        for (var state = 0; state < _flags.Count; state++)
        {
            sources[state] = [];
        }

        for (var i = 0; i < _next.Count; i++)
        {
            if (_next[i] != Dfa.Dead)
            {
                sources[_next[i]].Add(i / classCount);
            }
        }

        for (var state = 0; state < _flags.Count; state++)
        {
            if (_flags[state].HasFlag(StateFlags.Accepting))
            {
                isLive[state] = true;
                pending.Push(state);
            }
        }

        while (pending.TryPop(out var state))
        {
            foreach (var source in sources[state])
            {
                if (!isLive[source])
                {
                    isLive[source] = true;
                    pending.Push(source);
                }
            }
        }

        return isLive;
    }
}
