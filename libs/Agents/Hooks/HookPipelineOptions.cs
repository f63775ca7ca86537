namespace Switchyard.Agents.Hooks;

/// <summary>What hooks may cost.</summary>
public sealed record HookPipelineOptions
{
    /// <summary>Gets how long one call of a hook may take, before the run goes on without it. Default: 50 ms.</summary>
    public TimeSpan TimeBudget { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Gets how many overruns in a row disable a hook that is no guard. Default: 5.</summary>
    public int MaxOverruns { get; init; } = 5;
}
