namespace Switchyard.Agents.Hooks.Dispatch;

/// <summary>Counts what becomes of a hook's calls, and disables it when it takes too long too often; a guard never, since all it guards would be refused from then on.</summary>
internal sealed class HookCounts(IHook hook, int maxOverruns)
{
    private long _calls;
    private long _failures;
    private long _overruns;
    private int _overrunsInARow;
    private volatile bool _isDisabled;
    private volatile string? _lastFailure;

    public bool IsDisabled => _isDisabled;

    /// <summary>It answered in time.</summary>
    public void AddCall()
    {
        Interlocked.Increment(ref _calls);
        if (Volatile.Read(ref _overrunsInARow) != 0)
        {
            Volatile.Write(ref _overrunsInARow, 0);
        }
    }

    public void AddFailure(string reason)
    {
        Interlocked.Increment(ref _failures);
        _lastFailure = reason;
        HookMetrics.Failures.Add(1, HookMetrics.Tag(hook));
    }

    public void AddOverrun()
    {
        Interlocked.Increment(ref _calls);
        Interlocked.Increment(ref _overruns);
        HookMetrics.Overruns.Add(1, HookMetrics.Tag(hook));
        if (Interlocked.Increment(ref _overrunsInARow) == maxOverruns && !hook.IsGuard)
        {
            _isDisabled = true;
            HookMetrics.Disabled.Add(1, HookMetrics.Tag(hook));
        }
    }

    public void Enable()
    {
        Volatile.Write(ref _overrunsInARow, 0);
        _isDisabled = false;
    }

    public HookStatistics GetStatistics() => new(hook.Name, hook.Priority)
    {
        Calls = Interlocked.Read(ref _calls),
        Failures = Interlocked.Read(ref _failures),
        Overruns = Interlocked.Read(ref _overruns),
        IsDisabled = _isDisabled,
        LastFailure = _lastFailure,
    };
}
