namespace Switchyard.Queue.Batches;

/// <summary>Where a batch stands. The last four are final: a batch reaches exactly one of them, once.</summary>
public enum BatchStatus
{
    /// <summary>Its file is still to be read to its end, and nothing of it is done.</summary>
    Validating,

    /// <summary>Its requests are jobs, or are becoming such.</summary>
    InProgress,

    /// <summary>All its jobs have ended, and what they led to is being written to files.</summary>
    Finalizing,

    /// <summary>It is to end before it is done.</summary>
    Cancelling,

    /// <summary>Each of its requests was tried.</summary>
    Completed,

    /// <summary>Its file is wrong, or is gone.</summary>
    Failed,

    /// <summary>Its time was over before all of its requests were begun.</summary>
    Expired,

    /// <summary>It was cancelled; what had been done by then is in its files.</summary>
    Cancelled,
}
