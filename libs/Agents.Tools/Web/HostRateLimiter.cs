namespace Switchyard.Agents.Tools.Web;

/// <summary>Gives each host's requests their turns, an interval apart, in the order in which they ask.</summary>
internal sealed class HostRateLimiter(TimeSpan interval, TimeSpan maxWait, TimeProvider time)
{
    private const int MaxHosts = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _nextTurns = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for a turn.</summary>
    /// <exception cref="PageRefusedException">There are too many before it.</exception>
    public Task WaitAsync(string host, CancellationToken cancellationToken)
    {
        var wait = Take(host);
        return wait > TimeSpan.Zero ? Task.Delay(wait, time, cancellationToken) : Task.CompletedTask;
    }

    private TimeSpan Take(string host)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_nextTurns.Count >= MaxHosts)
            {
                RemovePast(now);
            }

            var turn = _nextTurns.GetValueOrDefault(host, now) is var next && next > now ? next : now;
            if (turn - now > maxWait)
            {
                throw new PageRefusedException($"there are too many requests to {host} already; try again in {Math.Ceiling((turn - now).TotalSeconds)} seconds");
            }

            _nextTurns[host] = turn + interval;
            return turn - now;
        }
    }

    private void RemovePast(DateTimeOffset now)
    {
        foreach (var (host, _) in _nextTurns.Where(turn => turn.Value <= now).ToList())
        {
            _nextTurns.Remove(host);
        }
    }
}
