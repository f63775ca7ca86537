namespace Switchyard.Queue;

/// <summary>A job that a worker has.</summary>
/// <param name="Lease">The right to work on it.</param>
/// <param name="Kind">What kind of job it is.</param>
/// <param name="Payload">What to do.</param>
/// <param name="Tenant">Whose it is.</param>
/// <param name="TimeLimit">How long this attempt may take.</param>
/// <param name="LastSequence">The number of the job's newest event; the worker's own go on from there.</param>
public sealed record ClaimedJob(JobLease Lease, string Kind, ReadOnlyMemory<byte> Payload, string Tenant, TimeSpan TimeLimit, long LastSequence)
{
    /// <summary>How often people have had it done again: effects on others that have a key have another one then.</summary>
    public int Replays { get; init; }
}
