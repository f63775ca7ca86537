namespace Switchyard.Contracts.Queue;

/// <summary>What can happen to a job, as its stream names it.</summary>
public static class JobEventTypes
{
    /// <summary>It was submitted, or replayed.</summary>
    public const string Pending = JobStatuses.Pending;

    /// <summary>A worker took it; what an earlier attempt had said no longer counts.</summary>
    public const string Running = JobStatuses.Running;

    /// <summary>The worker says how far it is.</summary>
    public const string Progress = "progress";

    /// <summary>The worker has a part of the result.</summary>
    public const string Content = "content";

    /// <summary>The attempt failed, or its worker was lost; there will be another.</summary>
    public const string Retrying = "retrying";

    /// <summary>The worker gave it back, unfinished.</summary>
    public const string Returned = "returned";

    /// <summary>Gets all of them; the last four end the stream, and are named as the job's status is then.</summary>
    public static IReadOnlyList<string> All { get; } = [Pending, Running, Progress, Content, Retrying, Returned, .. JobStatuses.Ended];
}
