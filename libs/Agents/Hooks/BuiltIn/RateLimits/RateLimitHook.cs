using Switchyard.Agents.Hooks.Contexts;

namespace Switchyard.Agents.Hooks.BuiltIn.RateLimits;

/// <summary>Refuses what is done too often, and says after which time it might not be. Several limits hold together: a permit is taken from all or from none.</summary>
/// <remarks>It counts in this process. What several hosts may do together is limited where they meet, by the router.</remarks>
public sealed class RateLimitHook : IHook
{
    private const int FirstSweep = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(RateLimit Limit, string Key), TokenBucket> _buckets = [];
    private readonly IReadOnlyList<RateLimit> _limits;
    private readonly TimeProvider _time;
    private readonly long _started;

    // At how many buckets those are forgotten that are full, as a new one would be. It grows with those that are not, so that not every new one means a sweep.
    private int _sweepAt = FirstSweep;

    /// <summary>Initializes a new instance of the <see cref="RateLimitHook"/> class.</summary>
    /// <exception cref="ArgumentException">A limit is out of range, or of a point where nothing can be refused.</exception>
    public RateLimitHook(IReadOnlyList<RateLimit> limits, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(time);
        foreach (var limit in limits)
        {
            Check(limit);
        }

        (_limits, _time, _started) = (limits, time, time.GetTimestamp());
        Points = [.. limits.Select(limit => limit.Point).Distinct()];
    }

    /// <inheritdoc/>
    public string Name => "rate-limit";

    /// <inheritdoc/>
    public int Priority => HookPriorities.RateLimit;

    /// <inheritdoc/>
    public IReadOnlyList<HookPoint> Points { get; }

    /// <inheritdoc/>
    public ValueTask<HookResult> InvokeAsync(HookContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var now = _time.GetElapsedTime(_started);
        lock (_gate)
        {
            List<TokenBucket> asked = [];
            foreach (var limit in _limits.Where(limit => limit.Point == context.Point))
            {
                var bucket = Find(limit, KeyOf(limit.Scope, context), now);
                if (bucket.WaitFor(now) is var wait && wait > TimeSpan.Zero)
                {
                    return new(HookResult.Veto($"Too often: at most {limit.Permits} in {limit.Period.TotalSeconds:0.#} seconds; try again in {wait.TotalSeconds:0.#}.", wait));
                }

                asked.Add(bucket);
            }

            asked.ForEach(static bucket => bucket.Take());
        }

        return new(HookResult.Continue);
    }

    private static void Check(RateLimit limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit.Permits, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit.Burst, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit.Period, TimeSpan.Zero);
        if (!HookPoints.CanVeto(limit.Point))
        {
            throw new ArgumentException($"Nothing can be refused at {limit.Point}.", nameof(limit));
        }
    }

    // The separator is in no name, so that no two different keys are one.
    private static string KeyOf(RateLimitScope scope, HookContext context) => string.Join(
        '\0',
        scope.HasFlag(RateLimitScope.User) ? context.User : "",
        scope.HasFlag(RateLimitScope.Agent) ? context.Agent : "",
        scope.HasFlag(RateLimitScope.Target) ? TargetOf(context) : "");

    private static string TargetOf(HookContext context) => context switch
    {
        ModelHookContext call => call.Options.ModelId ?? "",
        ToolHookContext call => call.Tool.Name,
        AgentCallHookContext call => call.Target,
        _ => "",
    };

    private TokenBucket Find(RateLimit limit, string key, TimeSpan now)
    {
        if (_buckets.TryGetValue((limit, key), out var bucket))
        {
            return bucket;
        }

        if (_buckets.Count >= _sweepAt)
        {
            foreach (var full in _buckets.Where(pair => pair.Value.IsFull(now)).Select(pair => pair.Key).ToList())
            {
                _buckets.Remove(full);
            }

            _sweepAt = Math.Max(FirstSweep, 2 * _buckets.Count);
        }

        return _buckets[(limit, key)] = new TokenBucket(limit.Burst, limit.Permits / limit.Period.TotalSeconds);
    }
}
