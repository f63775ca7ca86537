namespace Switchyard.Contracts.Queue;

/// <summary>How many jobs of a queue and a priority have not ended.</summary>
public sealed record QueueDepth
{
    /// <summary>Gets the queue.</summary>
    public required string Queue { get; init; }

    /// <summary>Gets the priority.</summary>
    public required string Priority { get; init; }

    /// <summary>Gets how many could start.</summary>
    public long Ready { get; init; }

    /// <summary>Gets how many wait for their time or their next try.</summary>
    public long Delayed { get; init; }

    /// <summary>Gets how many workers have.</summary>
    public long Running { get; init; }

    /// <summary>Gets how many of those that could start wait for a worker that is not there.</summary>
    public long Unserved { get; init; }

    /// <summary>Gets how long the oldest of those that could start has waited.</summary>
    public double OldestSeconds { get; init; }
}
