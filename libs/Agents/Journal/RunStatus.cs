namespace Switchyard.Agents.Journal;

/// <summary>What a run is doing.</summary>
public enum RunStatus
{
    /// <summary>It has steps to go; whether a host works on it is not said.</summary>
    Running,

    /// <summary>It waits for a person and costs nothing meanwhile.</summary>
    Waiting,

    /// <summary>It has reached an end of its graph.</summary>
    Completed,

    /// <summary>It cannot go on; it can be forked before the step that failed.</summary>
    Failed,

    /// <summary>Somebody ended it.</summary>
    Cancelled,
}
