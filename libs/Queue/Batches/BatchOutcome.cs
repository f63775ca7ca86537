namespace Switchyard.Queue.Batches;

/// <summary>What became of a job of a batch.</summary>
/// <param name="Lease">The job and its last attempt.</param>
/// <param name="Key">Its idempotency key.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Failure">Why it, or its last attempt, failed.</param>
/// <param name="Result">What it led to, where it was completed.</param>
public sealed record BatchOutcome(JobLease Lease, string Key, JobStatus Status, JobFailure? Failure, JobResult? Result);
