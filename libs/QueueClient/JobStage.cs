using Switchyard.Contracts.Queue;

namespace Switchyard.QueueClient;

/// <summary>A stage of a job's life.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Sequence">The number of the event it began with.</param>
/// <param name="At">When it began.</param>
public sealed record JobStage(JobStageKind Kind, long Sequence, DateTimeOffset At)
{
    /// <summary>Gets the number of the attempt; 0 where it is none.</summary>
    public int Attempt { get; init; }

    /// <summary>Gets the worker that made the attempt.</summary>
    public string? Worker { get; init; }

    /// <summary>Gets how it ended, one of <see cref="JobEventTypes"/>; <see langword="null"/> while it goes on.</summary>
    public string? Outcome { get; init; }

    /// <summary>Gets when it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Gets why it did not succeed.</summary>
    public JobError? Error { get; init; }
}
