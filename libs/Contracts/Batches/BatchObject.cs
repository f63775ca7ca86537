namespace Switchyard.Contracts.Batches;

/// <summary>A batch, as OpenAI describes one. Times are in seconds since 1970.</summary>
public sealed record BatchObject
{
    /// <summary>Gets its name, such as <c>batch_0197…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the constant <c>batch</c>.</summary>
    public string Object { get; init; } = "batch";

    /// <summary>Gets what its requests ask.</summary>
    public required string Endpoint { get; init; }

    /// <summary>Gets why it failed.</summary>
    public BatchErrors? Errors { get; init; }

    /// <summary>Gets the file with its requests.</summary>
    public required string InputFileId { get; init; }

    /// <summary>Gets within how long it is done.</summary>
    public required string CompletionWindow { get; init; }

    /// <summary>Gets where it stands, one of <see cref="BatchStatuses"/>.</summary>
    public required string Status { get; init; }

    /// <summary>Gets the file with the answers, where there are any.</summary>
    public string? OutputFileId { get; init; }

    /// <summary>Gets the file with what has no answer, where there is any.</summary>
    public string? ErrorFileId { get; init; }

    /// <summary>Gets when it was created.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Gets when its file was found right.</summary>
    public long? InProgressAt { get; init; }

    /// <summary>Gets when it ends, done or not.</summary>
    public long? ExpiresAt { get; init; }

    /// <summary>Gets when its last request had ended.</summary>
    public long? FinalizingAt { get; init; }

    /// <summary>Gets when it was completed.</summary>
    public long? CompletedAt { get; init; }

    /// <summary>Gets when it failed.</summary>
    public long? FailedAt { get; init; }

    /// <summary>Gets when it had expired.</summary>
    public long? ExpiredAt { get; init; }

    /// <summary>Gets when its end was asked for.</summary>
    public long? CancellingAt { get; init; }

    /// <summary>Gets when it was cancelled.</summary>
    public long? CancelledAt { get; init; }

    /// <summary>Gets how far its requests are.</summary>
    public BatchRequestCounts? RequestCounts { get; init; }

    /// <summary>Gets what whoever created it noted.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
