namespace Switchyard.Contracts.Batches;

/// <summary>Where a batch can stand.</summary>
public static class BatchStatuses
{
    /// <summary>Its file is being read, and nothing of it done yet.</summary>
    public const string Validating = "validating";

    /// <summary>The file is wrong, or is gone.</summary>
    public const string Failed = "failed";

    /// <summary>Its requests are being answered.</summary>
    public const string InProgress = "in_progress";

    /// <summary>All requests have ended, and the answers are being written to a file.</summary>
    public const string Finalizing = "finalizing";

    /// <summary>Its files can be read.</summary>
    public const string Completed = "completed";

    /// <summary>It was not done in time; what was is in its files.</summary>
    public const string Expired = "expired";

    /// <summary>It was cancelled, and what is being answered is being stopped.</summary>
    public const string Cancelling = "cancelling";

    /// <summary>It was cancelled; what had been answered is in its files.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Gets all of them, in the order of a batch's life.</summary>
    public static IReadOnlyList<string> All { get; } = [Validating, Failed, InProgress, Finalizing, Completed, Expired, Cancelling, Cancelled];

    /// <summary>Gets those after which nothing happens to a batch any more.</summary>
    public static IReadOnlyList<string> Ended { get; } = [Failed, Completed, Expired, Cancelled];
}
