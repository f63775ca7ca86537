namespace Switchyard.Events;

/// <summary>
/// A wake-up that costs nothing while nobody waits. Whoever waits calls <see cref="Begin"/>, looks once more at what it waits for and only then awaits; whoever
/// changes that calls <see cref="Tell"/> afterwards, with a full fence between: so none is missed.
/// </summary>
internal sealed class WakeUp
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _waiter;
    private bool _isWanted;

    /// <summary>Begins to wait.</summary>
    /// <returns>Ends at the next <see cref="Tell"/>.</returns>
    public Task Begin()
    {
        lock (_gate)
        {
            // Who waits goes on outside of whoever tells it.
            _waiter ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Interlocked.Exchange(ref _isWanted, true);
            return _waiter.Task;
        }
    }

    /// <summary>Wakes all that wait.</summary>
    public void Tell()
    {
        if (!Volatile.Read(ref _isWanted))
        {
            return;
        }

        TaskCompletionSource? waiter;
        lock (_gate)
        {
            (waiter, _waiter) = (_waiter, null);
            Volatile.Write(ref _isWanted, false);
        }

        waiter?.TrySetResult();
    }
}
