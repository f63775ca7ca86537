namespace Switchyard.Agents.Hooks.BuiltIn.Caching;

/// <summary>What a cache of answers keeps.</summary>
public sealed record CacheHookOptions
{
    /// <summary>Gets how many answers are kept; then the one not asked for the longest time goes. Default: 1,000.</summary>
    public int Capacity { get; init; } = 1_000;

    /// <summary>Gets how long an answer is kept. Default: 10 minutes.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(10);
}
