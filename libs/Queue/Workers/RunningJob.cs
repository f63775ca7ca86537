namespace Switchyard.Queue.Workers;

/// <summary>A job that this worker does.</summary>
internal sealed class RunningJob(ClaimedJob job, long heldUntil) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private long _heldUntil = heldUntil;
    private int _reason;
    private bool _isOver;

    public ClaimedJob Job => job;

    public JobLease Lease => job.Lease;

    /// <summary>Gets the token that asks the handler to stop.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Gets why the handler was asked to stop.</summary>
    public StopReason Reason => (StopReason)Volatile.Read(ref _reason);

    /// <summary>Gets or sets until when, in ticks of the clock that never goes back, the lease is held at least.</summary>
    public long HeldUntil
    {
        get => Volatile.Read(ref _heldUntil);
        set => Volatile.Write(ref _heldUntil, value);
    }

    /// <summary>Asks the handler to stop; the first reason stays, except that a lost job is lost whatever was before.</summary>
    public void Stop(StopReason reason)
    {
        if (reason == StopReason.Lost)
        {
            Volatile.Write(ref _reason, (int)reason);
        }
        else
        {
            Interlocked.CompareExchange(ref _reason, (int)reason, (int)StopReason.None);
        }

        lock (_stop)
        {
            if (!_isOver)
            {
                // Its callbacks are the handler's: they are not run on the thread that keeps the leases.
                _ = _stop.CancelAsync();
            }
        }
    }

    public void Dispose()
    {
        lock (_stop)
        {
            _isOver = true;
        }

        _stop.Dispose();
    }
}
