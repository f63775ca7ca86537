namespace Switchyard.Queue;

/// <summary>What became of a wish to cancel.</summary>
public enum CancelOutcome
{
    /// <summary>There is no such job.</summary>
    NotFound,

    /// <summary>It is cancelled now, or was before.</summary>
    Cancelled,

    /// <summary>It had ended otherwise already.</summary>
    AlreadyFinished,
}
