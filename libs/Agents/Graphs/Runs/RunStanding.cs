using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>Counts what is under way in a run, and so knows what the run is doing. Safe for concurrent use.</summary>
internal sealed class RunStanding
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _suspended = [];
    private readonly List<WaitElsewhere> _elsewhere = [];
    private int _active = 1;
    private bool _failed;
    private bool _isAnswered;
    private RunStatus? _end;

    /// <summary>Running while anything can go on without a person.</summary>
    public RunStatus Status
    {
        get
        {
            lock (_gate)
            {
                return _end ?? (_active <= 0 && _suspended.Count > 0 && !_failed && !_isAnswered ? RunStatus.Waiting : RunStatus.Running);
            }
        }
    }

    public bool IsEnded
    {
        get
        {
            lock (_gate)
            {
                return _end is not null;
            }
        }
    }

    /// <summary>What waits for a person in other runs.</summary>
    public IReadOnlyList<WaitElsewhere> Elsewhere
    {
        get
        {
            lock (_gate)
            {
                return [.. _elsewhere];
            }
        }
    }

    /// <summary>Everything begins anew from where it is journalled.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _suspended.Clear();
            _isAnswered = false;
            _elsewhere.Clear();
            _active = 1;
        }
    }

    /// <summary>One way becomes several.</summary>
    public void Split(int branches) => Add(branches - 1);

    /// <summary>A branch is at the meeting point.</summary>
    public void Arrive() => Add(-1);

    /// <summary>All branches have arrived and one way goes on.</summary>
    public void Merge() => Add(1);

    /// <summary>The visit in a scope waits for a person; told once or more often.</summary>
    public void Suspend(string scope)
    {
        lock (_gate)
        {
            if (_suspended.Add(scope))
            {
                _active--;
            }
        }
    }

    /// <summary>A person has answered: what is suspended goes on when everything has come to rest.</summary>
    public void Answer()
    {
        lock (_gate)
        {
            _isAnswered = true;
        }
    }

    /// <summary>A call waits for a person in another run; the visit that made it is suspended besides.</summary>
    public void WaitElsewhere(WaitElsewhere wait)
    {
        lock (_gate)
        {
            _elsewhere.Add(wait);
        }
    }

    public void Fail()
    {
        lock (_gate)
        {
            _failed = true;
            _active--;
        }
    }

    public void End(RunStatus status)
    {
        lock (_gate)
        {
            _end = status;
        }
    }

    private void Add(int change)
    {
        lock (_gate)
        {
            _active += change;
        }
    }
}
