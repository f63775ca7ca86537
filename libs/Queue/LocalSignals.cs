using System.Collections.Concurrent;

namespace Switchyard.Queue;

/// <summary>Wakes those who wait in this process; what other processes do is seen by looking, <paramref name="lookEvery"/> at the latest.</summary>
internal sealed class LocalSignals(TimeSpan lookEvery, TimeProvider time) : IQueueSignals
{
    private readonly ConcurrentDictionary<string, Waiters> _queues = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, Waiters> _events = new();
    private readonly ConcurrentDictionary<Guid, Waiters> _ends = new();

    public event Action<Guid>? Cancelled;

    public void JobCancelled(Guid id) => Cancelled?.Invoke(id);

    public void JobsReady(string queue) => Wake(_queues, [queue]);

    public void EventsAdded(IReadOnlyCollection<Guid> ids) => Wake(_events, ids);

    public void JobsEnded(IReadOnlyCollection<Guid> ids)
    {
        Wake(_ends, ids);
        Wake(_events, ids);
    }

    public Task WaitForJobsAsync(string queue, TimeSpan timeout, CancellationToken cancellationToken) => WaitAsync(_queues, queue, timeout, cancellationToken);

    public Task WaitForEventsAsync(Guid id, TimeSpan timeout, CancellationToken cancellationToken) => WaitAsync(_events, id, timeout, cancellationToken);

    public Task WaitForEndAsync(Guid id, TimeSpan timeout, CancellationToken cancellationToken) => WaitAsync(_ends, id, timeout, cancellationToken);

    private static void Wake<TKey>(ConcurrentDictionary<TKey, Waiters> all, IReadOnlyCollection<TKey> keys)
        where TKey : notnull
    {
        foreach (var key in keys)
        {
            if (all.TryRemove(key, out var waiters))
            {
                waiters.Woken.TrySetResult();
            }
        }
    }

    private async Task WaitAsync<TKey>(ConcurrentDictionary<TKey, Waiters> all, TKey key, TimeSpan timeout, CancellationToken cancellationToken)
        where TKey : notnull
    {
        var waiters = all.GetOrAdd(key, static _ => new Waiters());
        Interlocked.Increment(ref waiters.Count);
        try
        {
            await waiters.Woken.Task.WaitAsync(timeout < lookEvery ? timeout : lookEvery, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Nobody said anything: look.
        }
        finally
        {
            // The last to leave takes the entry along, so that jobs long gone leave nothing behind. One who came meanwhile only looks earlier or later.
            if (Interlocked.Decrement(ref waiters.Count) == 0)
            {
                all.TryRemove(new KeyValuePair<TKey, Waiters>(key, waiters));
            }
        }
    }

    private sealed class Waiters
    {
        public readonly TaskCompletionSource Woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public int Count;
    }
}
