namespace Switchyard.Queue;

/// <summary>What a worker would take.</summary>
/// <param name="Worker">The worker's name.</param>
/// <param name="Count">How many jobs at most.</param>
/// <param name="LeaseTime">How long the jobs are its own unless it renews their leases.</param>
public sealed record ClaimRequest(string Worker, int Count, TimeSpan LeaseTime)
{
    /// <summary>The queue it serves.</summary>
    public string Queue { get; init; } = "default";

    /// <summary>The kinds it does, as <see cref="JobKinds"/> has them; empty for all.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>The labels it has: jobs that ask for others are left for other workers.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];
}
