namespace Switchyard.Queue;

/// <summary>Wakes those who wait for jobs and for events. A signal may be lost: whoever waits looks again after a while.</summary>
internal interface IQueueSignals
{
    /// <summary>Says that a job was cancelled.</summary>
    event Action<Guid>? Cancelled;

    /// <summary>Says that a queue has jobs.</summary>
    void JobsReady(string queue);

    /// <summary>Says that jobs have new events.</summary>
    void EventsAdded(IReadOnlyCollection<Guid> ids);

    /// <summary>Says that jobs have ended, which is an event too.</summary>
    void JobsEnded(IReadOnlyCollection<Guid> ids);

    /// <summary>Says that a job was cancelled; whoever works on it has to stop.</summary>
    void JobCancelled(Guid id);

    /// <summary>Waits for jobs of a queue, at most <paramref name="timeout"/>.</summary>
    Task WaitForJobsAsync(string queue, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Waits for events of a job, at most <paramref name="timeout"/>.</summary>
    Task WaitForEventsAsync(Guid id, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Waits for the end of a job, at most <paramref name="timeout"/>.</summary>
    Task WaitForEndAsync(Guid id, TimeSpan timeout, CancellationToken cancellationToken);
}
