namespace Switchyard.Queue.Postgres;

/// <summary>
/// Knows how many jobs of a tenant wait at most, so that they need not be counted for each submission. A count is used for a second, and for an eighth of the
/// room it found: eight processes that all use theirs up store no more than there may be, and nobody is refused but by a count.
/// </summary>
internal sealed class PendingCounts(int max, TimeProvider time)
{
    private const int MaxTenants = 10_000;
    private const int Share = 8;

    private static readonly TimeSpan s_usedFor = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Queue, string Tenant), Count> _counts = [];

    /// <summary>Gets how many of the tenant's jobs wait at most, and counts <paramref name="more"/> to them; <see langword="null"/> where they have to be counted.</summary>
    public int? Add(string queue, string tenant, int more)
    {
        lock (_lock)
        {
            if (!_counts.TryGetValue((queue, tenant), out var count) || count.Left < more || time.GetElapsedTime(count.At) > s_usedFor)
            {
                return null;
            }

            _counts[(queue, tenant)] = count with { Pending = count.Pending + more, Left = count.Left - more };
            return count.Pending;
        }
    }

    /// <summary>Says how many of the tenant's jobs were counted.</summary>
    public void Remember(string queue, string tenant, int pending)
    {
        lock (_lock)
        {
            if (_counts.Count >= MaxTenants)
            {
                _counts.Clear();
            }

            _counts[(queue, tenant)] = new Count(pending, Math.Max(0, max - pending) / Share, time.GetTimestamp());
        }
    }

    private readonly record struct Count(int Pending, int Left, long At);
}
