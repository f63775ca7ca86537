using Switchyard.Queue.Workers;

namespace Switchyard.Queue;

/// <summary>
/// The truth about jobs. Each method is one atomic step, and what it returned has happened for good: with PostgreSQL it is committed. Methods that take a
/// <see cref="JobLease"/> do nothing and return <see langword="false"/> where the lease is no longer the job's: its holder has to stop.
/// </summary>
public interface IJobStore
{
    /// <summary>How many jobs are submitted at once at most.</summary>
    const int MaxTogether = 10_000;

    /// <summary>Says that a running job was cancelled, in whichever process: a wake-up, never a promise.</summary>
    event Action<Guid>? Cancelled;

    /// <summary>
    /// Says what has happened to jobs, in the process that did it and only there, once it is committed: what was submitted again under its key, or refused, is not told. Whoever listens is
    /// called in the middle of the store's work: it returns at once, does not throw and does not call the store. Where an answer of the database was lost, what it said is not told.
    /// </summary>
    event Action<IReadOnlyList<JobNotice>>? Happened;

    /// <summary>Gets who knows the workers of this store's jobs.</summary>
    IWorkerRegistry Workers { get; }

    /// <summary>Gets what is wrong with what the store stands on, a sentence each: it works all the same, but not as well as it should.</summary>
    IReadOnlyList<string> Concerns { get; }

    /// <summary>Submits jobs, all or none of those that can be. One receipt for each, in their order.</summary>
    /// <exception cref="ArgumentException">A submission is out of bounds, or there are more than <see cref="MaxTogether"/>; nothing was stored.</exception>
    Task<IReadOnlyList<SubmitReceipt>> SubmitAsync(IReadOnlyList<JobSubmission> jobs, CancellationToken cancellationToken);

    /// <summary>Takes waiting jobs: those of higher priority first, tenants in turn, and each tenant's in the order they came.</summary>
    Task<IReadOnlyList<ClaimedJob>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken);

    /// <summary>Makes leases last <paramref name="leaseTime"/> from now. Returns those that are still held; the work on all others has to stop. Blocks, and needs no other thread: a worker whose thread pool is busy keeps its leases.</summary>
    IReadOnlySet<JobLease> Renew(IReadOnlyCollection<JobLease> leases, TimeSpan leaseTime);

    /// <summary>Says how a job goes on: its worker numbers the events itself, above all that were before. Events that were written already are not written again: who did not hear the answer repeats them.</summary>
    Task<bool> AppendAsync(JobLease lease, IReadOnlyList<JobEvent> events, CancellationToken cancellationToken);

    /// <summary>Ends a job with its result.</summary>
    Task<bool> CompleteAsync(JobLease lease, JobResult result, CancellationToken cancellationToken);

    /// <summary>Ends an attempt: the job is tried again after a pause, or has failed.</summary>
    Task<bool> FailAsync(JobLease lease, JobFailure failure, CancellationToken cancellationToken);

    /// <summary>Ends a job that has taken too long.</summary>
    Task<bool> TimeOutAsync(JobLease lease, JobFailure failure, CancellationToken cancellationToken);

    /// <summary>Gives a job back unfinished: it can be claimed at once, and no failure is counted.</summary>
    Task<bool> ReturnAsync(JobLease lease, CancellationToken cancellationToken);

    /// <summary>Cancels a job that has not ended. Its worker, if it has one, can write nothing any more from then on.</summary>
    Task<CancelOutcome> CancelAsync(Guid id, string? tenant, CancellationToken cancellationToken);

    /// <summary>Has a failed job done again.</summary>
    Task<ReplayOutcome> ReplayAsync(Guid id, string? tenant, CancellationToken cancellationToken);

    /// <summary>Finds a job; <see langword="null"/> where there is none, or it is another tenant's.</summary>
    Task<Job?> FindAsync(Guid id, string? tenant, CancellationToken cancellationToken);

    /// <summary>Gets what a job was to do; <see langword="null"/> where there is no such job.</summary>
    Task<ReadOnlyMemory<byte>?> ReadPayloadAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Gets what a job led to; <see langword="null"/> where it has no result.</summary>
    Task<JobResult?> ReadResultAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Lists jobs, the newest first.</summary>
    Task<IReadOnlyList<Job>> ListAsync(JobQuery query, CancellationToken cancellationToken);

    /// <summary>Gets a job's events after <paramref name="after"/>, in their order, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<JobEvent>> ReadEventsAsync(Guid id, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Does what time has made due: starts delayed jobs, takes back those of lost workers, ends and forgets others. Any number of processes may.</summary>
    Task<SweepResult> SweepAsync(CancellationToken cancellationToken);

    /// <summary>Counts the jobs that have not ended, of one tenant or of all.</summary>
    Task<IReadOnlyList<PriorityDepth>> MeasureAsync(string? tenant, CancellationToken cancellationToken);

    /// <summary>Waits until jobs may be there to claim, at most <paramref name="timeout"/>: a wake-up, never a promise.</summary>
    Task WaitForJobsAsync(string queue, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Waits until a job may have new events, at most <paramref name="timeout"/>: a wake-up, never a promise.</summary>
    Task WaitForEventsAsync(Guid id, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Waits until a job may have ended, at most <paramref name="timeout"/>: a wake-up, never a promise.</summary>
    Task WaitForEndAsync(Guid id, TimeSpan timeout, CancellationToken cancellationToken);
}
