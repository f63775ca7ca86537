namespace Switchyard.Queue.Postgres;

/// <summary>A job that can be claimed, as an index of them needs to know it.</summary>
/// <param name="Id">The job.</param>
/// <param name="Queue">Its queue.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Labels">What it asks of workers.</param>
/// <param name="Priority">Its priority.</param>
/// <param name="Rank">Its place among those of its priority.</param>
internal sealed record ReadyJob(Guid Id, string Queue, string Kind, string[] Labels, short Priority, long Rank);
