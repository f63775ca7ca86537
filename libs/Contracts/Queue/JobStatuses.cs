namespace Switchyard.Contracts.Queue;

/// <summary>Where a job can stand.</summary>
public static class JobStatuses
{
    /// <summary>It waits: for a worker, for its time, or for its next try.</summary>
    public const string Pending = "pending";

    /// <summary>A worker has it.</summary>
    public const string Running = "running";

    /// <summary>It has a result.</summary>
    public const string Completed = "completed";

    /// <summary>It was tried as often as it may be, or cannot be done.</summary>
    public const string Failed = "failed";

    /// <summary>It was cancelled before it had ended.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>It was not started in time, or ran longer than it may.</summary>
    public const string Timeout = "timeout";

    /// <summary>Gets all of them, in the order of a job's life.</summary>
    public static IReadOnlyList<string> All { get; } = [Pending, Running, Completed, Failed, Cancelled, Timeout];

    /// <summary>Gets those of dead letters, which can be replayed.</summary>
    public static IReadOnlyList<string> Dead { get; } = [Failed, Timeout];

    /// <summary>Gets those after which nothing happens to a job any more, unless it is replayed.</summary>
    public static IReadOnlyList<string> Ended { get; } = [Completed, Failed, Cancelled, Timeout];
}
