namespace Switchyard.Queue;

/// <summary>What became of a submission.</summary>
public enum SubmitOutcome
{
    /// <summary>The job is stored; it will end, whatever happens to this process.</summary>
    Accepted,

    /// <summary>The same job was submitted before, under the same key; it is not done again.</summary>
    Replayed,

    /// <summary>The key names a job that was submitted before and says something else.</summary>
    Conflict,

    /// <summary>The tenant has <see cref="QueueOptions.MaxPendingPerTenant"/> jobs waiting in the queue already.</summary>
    QueueFull,
}
