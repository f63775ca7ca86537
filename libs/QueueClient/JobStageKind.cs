namespace Switchyard.QueueClient;

/// <summary>What a stage of a job's life is.</summary>
public enum JobStageKind
{
    /// <summary>It was submitted.</summary>
    Submitted,

    /// <summary>It had ended and was to be done again.</summary>
    Replayed,

    /// <summary>A worker had it.</summary>
    Attempt,

    /// <summary>It ended while no worker had it.</summary>
    Ended,
}
