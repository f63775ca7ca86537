namespace Switchyard.Queue;

/// <summary>Which waiting jobs go first. Those of a lower priority wait while there are any of a higher one, but for one claim in <see cref="QueueOptions.AgeingInterval"/>, which takes the oldest.</summary>
public enum JobPriority
{
    /// <summary>Work that can wait, such as batches.</summary>
    Low,

    /// <summary>The default.</summary>
    Normal,

    /// <summary>Before everything ordinary.</summary>
    High,

    /// <summary>Before everything else.</summary>
    Urgent,
}
