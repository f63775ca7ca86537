namespace Switchyard.Queue.Batches;

/// <summary>A batch as it stands.</summary>
/// <param name="Id">Its name; later batches have greater ones.</param>
/// <param name="Asked">What was asked.</param>
/// <param name="Status">Where it stands.</param>
public sealed record Batch(Guid Id, NewBatch Asked, BatchStatus Status)
{
    /// <summary>How far its requests are.</summary>
    public BatchCounts Counts { get; init; }

    /// <summary>How many of them are jobs, or were.</summary>
    public int Submitted { get; init; }

    /// <summary>Where in its file the others begin.</summary>
    public long Position { get; init; }

    /// <summary>Why it failed.</summary>
    public IReadOnlyList<BatchProblem> Problems { get; init; } = [];

    /// <summary>The file with what its requests led to, where it has ended and there is any.</summary>
    public Guid? OutputFile { get; init; }

    /// <summary>The file with the requests that led to nothing, and why, where it has ended and there are any.</summary>
    public Guid? ErrorFile { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its time is over.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When its file was found right.</summary>
    public DateTimeOffset? InProgressAt { get; init; }

    /// <summary>When all its jobs had ended.</summary>
    public DateTimeOffset? FinalizingAt { get; init; }

    /// <summary>When its end was asked for.</summary>
    public DateTimeOffset? CancellingAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Gets whether nothing happens to it any more.</summary>
    public bool IsFinal => Status > BatchStatus.Cancelling;
}
