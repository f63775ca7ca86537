namespace Switchyard.Queue;

/// <summary>What became of a wish to do a job again.</summary>
public enum ReplayOutcome
{
    /// <summary>There is no such job.</summary>
    NotFound,

    /// <summary>It waits again, and its failures count from zero.</summary>
    Replayed,

    /// <summary>It has not failed.</summary>
    NotFailed,
}
