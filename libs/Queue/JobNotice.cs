namespace Switchyard.Queue;

/// <summary>That something happened to a job: which of its events, not what it says, which is read where it is kept.</summary>
/// <param name="Id">The job.</param>
/// <param name="Type">What happened. Never <see cref="JobEventType.Content"/>: parts of results are not told.</param>
/// <param name="Sequence">The event's number among the job's, by which those of several processes are put in order.</param>
/// <param name="Attempt">The attempt it belongs to; 0 before the first.</param>
/// <param name="Queue">The queue the job is in.</param>
/// <param name="Tenant">Whose job it is.</param>
public readonly record struct JobNotice(Guid Id, JobEventType Type, long Sequence, int Attempt, string Queue, string Tenant);
