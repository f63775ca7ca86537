namespace Switchyard.Queue.Workers;

/// <summary>Why a handler was asked to stop.</summary>
internal enum StopReason
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>The job is no longer this worker's: cancelled, or given to another. Nothing may be written.</summary>
    Lost,

    /// <summary>Its time is nearly used up.</summary>
    OutOfTime,

    /// <summary>The process is to end.</summary>
    ShuttingDown,
}
