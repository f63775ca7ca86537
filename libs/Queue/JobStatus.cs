namespace Switchyard.Queue;

/// <summary>Where a job stands. All but the first two are final: a job reaches exactly one of them, once.</summary>
public enum JobStatus
{
    /// <summary>It waits: for a worker, for its time, or for its next try.</summary>
    Pending,

    /// <summary>A worker has it.</summary>
    Running,

    /// <summary>It has a result.</summary>
    Completed,

    /// <summary>It was tried as often as it may be, or cannot be done. Such jobs are the dead letters, and can be replayed.</summary>
    Failed,

    /// <summary>It was cancelled before it had ended.</summary>
    Cancelled,

    /// <summary>Its deadline passed before it was started, or it ran longer than it may. Can be replayed too.</summary>
    TimedOut,
}
