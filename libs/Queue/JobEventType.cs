namespace Switchyard.Queue;

/// <summary>What can happen to a job.</summary>
public enum JobEventType
{
    /// <summary>It was submitted, or replayed.</summary>
    Pending,

    /// <summary>A worker took it; what an earlier attempt had said no longer counts.</summary>
    Running,

    /// <summary>The worker says how far it is.</summary>
    Progress,

    /// <summary>The worker has a part of the result.</summary>
    Content,

    /// <summary>The attempt failed, or its worker was lost; there will be another.</summary>
    Retrying,

    /// <summary>The worker gave it back, unfinished.</summary>
    Returned,

    /// <summary>It has a result. The last event.</summary>
    Completed,

    /// <summary>It failed for good. The last event.</summary>
    Failed,

    /// <summary>It was cancelled. The last event.</summary>
    Cancelled,

    /// <summary>It took too long. The last event.</summary>
    TimedOut,
}
