namespace Switchyard.Contracts.Queue;

/// <summary>What can happen to jobs, as <c>GET /v1/queue/events</c> names it: each also the last word of the event's topic.</summary>
public static class QueueEventTypes
{
    /// <summary>It was submitted, or replayed.</summary>
    public const string Submitted = "queue_job_submitted";

    /// <summary>A worker took it.</summary>
    public const string Started = "queue_job_started";

    /// <summary>Its worker said how far it is.</summary>
    public const string Progress = "queue_job_progress";

    /// <summary>An attempt failed, or its worker was lost; there will be another.</summary>
    public const string Retrying = "queue_job_retrying";

    /// <summary>Its worker gave it back, unfinished.</summary>
    public const string Returned = "queue_job_returned";

    /// <summary>It has a result.</summary>
    public const string Completed = "queue_job_completed";

    /// <summary>It failed for good.</summary>
    public const string Failed = "queue_job_failed";

    /// <summary>It was cancelled.</summary>
    public const string Cancelled = "queue_job_cancelled";

    /// <summary>It took too long.</summary>
    public const string TimedOut = "queue_job_timeout";
}
