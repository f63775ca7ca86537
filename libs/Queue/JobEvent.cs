namespace Switchyard.Queue;

/// <summary>Something that happened to a job.</summary>
/// <param name="Sequence">Its number among the job's events: each is greater than the one before, and none is given twice.</param>
/// <param name="Attempt">The attempt it belongs to; 0 before the first.</param>
/// <param name="Type">What happened.</param>
/// <param name="Data">More about it, JSON.</param>
/// <param name="At">When, by the store's clock.</param>
public sealed record JobEvent(long Sequence, int Attempt, JobEventType Type, string Data, DateTimeOffset At)
{
    /// <summary>Gets whether no event follows: the job has ended.</summary>
    public bool IsLast => Type is JobEventType.Completed or JobEventType.Failed or JobEventType.Cancelled or JobEventType.TimedOut;
}
