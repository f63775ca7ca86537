using System.Collections.Concurrent;
using Switchyard.Queue;

namespace Switchyard.Router.Jobs;

/// <summary>
/// Says how many jobs wait. Counting them takes the longer the more there are, so that a count is used for ten times as long as it took, and those who ask
/// meanwhile wait for the same: however many ask, and however often, a tenth of one connection's time is spent on it. While little waits it is as good as new.
/// </summary>
internal sealed class JobDepths(IJobStore store, TimeProvider time)
{
    private const int Times = 10;
    private const int MaxTenants = 10_000;

    private readonly ConcurrentDictionary<string, Lazy<Task<Count>>> _counts = new(StringComparer.Ordinal);

    /// <summary>Gets the depths of a tenant's queues; of all where <paramref name="tenant"/> is <see langword="null"/>.</summary>
    public async Task<IReadOnlyList<PriorityDepth>> GetAsync(string? tenant, CancellationToken cancellationToken)
    {
        if (_counts.Count >= MaxTenants)
        {
            _counts.Clear();
        }

        var (key, asked) = (tenant ?? string.Empty, time.GetTimestamp());
        while (true)
        {
            var counting = _counts.GetOrAdd(key, _ => new(() => CountAsync(tenant)));
            try
            {
                var count = await counting.Value.WaitAsync(cancellationToken);
                if (count.End >= asked || time.GetElapsedTime(count.End, asked) <= count.Duration * Times)
                {
                    return count.Depths;
                }
            }
            catch when (counting.Value.IsFaulted)
            {
                _counts.TryRemove(KeyValuePair.Create(key, counting));
                throw;
            }

            _counts.TryRemove(KeyValuePair.Create(key, counting));
        }
    }

    private async Task<Count> CountAsync(string? tenant)
    {
        var start = time.GetTimestamp();
        var depths = await store.MeasureAsync(tenant, CancellationToken.None);
        return new Count(depths, time.GetElapsedTime(start), time.GetTimestamp());
    }

    private sealed record Count(IReadOnlyList<PriorityDepth> Depths, TimeSpan Duration, long End);
}
