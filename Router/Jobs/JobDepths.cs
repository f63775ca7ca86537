using System.Collections.Concurrent;
using Switchyard.Queue;

namespace Switchyard.Router.Jobs;

/// <summary>
/// Says how many jobs wait. Counting them takes the longer the more there are, so that a count is used for ten times as long as it took: those who ask again
/// and again then spend a tenth of their time on it. While little waits it is as good as new each time.
/// </summary>
internal sealed class JobDepths(IJobStore store, TimeProvider time)
{
    private const int Times = 10;
    private const int MaxTenants = 10_000;

    private readonly ConcurrentDictionary<string, Count> _counts = new(StringComparer.Ordinal);

    /// <summary>Gets the depths of a tenant's queues; of all where <paramref name="tenant"/> is <see langword="null"/>.</summary>
    public async Task<IReadOnlyList<PriorityDepth>> GetAsync(string? tenant, CancellationToken cancellationToken)
    {
        var key = tenant ?? string.Empty;
        if (_counts.TryGetValue(key, out var known) && time.GetElapsedTime(known.End) < known.Duration * Times)
        {
            return known.Depths;
        }

        var start = time.GetTimestamp();
        var depths = await store.MeasureAsync(tenant, cancellationToken);
        if (_counts.Count >= MaxTenants)
        {
            _counts.Clear();
        }

        _counts[key] = new Count(depths, time.GetElapsedTime(start), time.GetTimestamp());
        return depths;
    }

    private sealed record Count(IReadOnlyList<PriorityDepth> Depths, TimeSpan Duration, long End);
}
