namespace Switchyard.Agents.Hooks.BuiltIn.RateLimits;

/// <summary>How often something may be done: by a bucket of permits that fills evenly.</summary>
/// <param name="Permits">How many permits a period brings.</param>
/// <param name="Period">The period.</param>
public sealed record RateLimit(int Permits, TimeSpan Period)
{
    /// <summary>Gets who shares a bucket. Default: each user has one.</summary>
    public RateLimitScope Scope { get; init; } = RateLimitScope.User;

    /// <summary>Gets what takes a permit, a point where something can be refused. Default: a model call.</summary>
    public HookPoint Point { get; init; } = HookPoint.ModelCalling;

    /// <summary>Gets how many permits a bucket holds at most. Default: those of one period.</summary>
    public int Burst { get; init; } = Permits;
}
