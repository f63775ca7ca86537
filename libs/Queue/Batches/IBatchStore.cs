namespace Switchyard.Queue.Batches;

/// <summary>
/// The truth about batches. Each method is one atomic step. Those that take a <see cref="BatchLease"/> are for keepers; they do nothing and return
/// <see langword="false"/> where another keeper has the batch by now, or it stands elsewhere than the step begins.
/// </summary>
public interface IBatchStore
{
    /// <summary>Makes a batch.</summary>
    /// <exception cref="ArgumentException">It is out of bounds; nothing was stored.</exception>
    Task<Batch> CreateAsync(NewBatch batch, CancellationToken cancellationToken);

    /// <summary>Finds a batch. Until it has ended, its jobs are counted.</summary>
    Task<Batch?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Lists batches, the newest first.</summary>
    Task<IReadOnlyList<Batch>> ListAsync(BatchQuery query, CancellationToken cancellationToken);

    /// <summary>Has a batch end that has not: keepers do the rest.</summary>
    Task<CancelOutcome> CancelAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Takes a batch that has not ended and that nobody has: the one whose turn it has been for longest. Another keeper may have it after <paramref name="leaseTime"/>.</summary>
    Task<ClaimedBatch?> ClaimAsync(TimeSpan leaseTime, CancellationToken cancellationToken);

    /// <summary>Keeps a batch for <paramref name="leaseTime"/> from now.</summary>
    Task<bool> RenewAsync(BatchLease lease, TimeSpan leaseTime, CancellationToken cancellationToken);

    /// <summary>Gives a batch back; its turn comes after <paramref name="pause"/>.</summary>
    Task<bool> ReleaseAsync(BatchLease lease, TimeSpan pause, CancellationToken cancellationToken);

    /// <summary>Says that a batch being validated is right, and how many requests it has.</summary>
    Task<bool> StartAsync(BatchLease lease, int total, CancellationToken cancellationToken);

    /// <summary>Ends a batch that is being validated or in progress, and cannot be done.</summary>
    Task<bool> FailAsync(BatchLease lease, IReadOnlyList<BatchProblem> problems, CancellationToken cancellationToken);

    /// <summary>Says how many requests of a batch in progress are jobs by now, and where in its file the others begin.</summary>
    Task<bool> AdvanceAsync(BatchLease lease, int submitted, long position, CancellationToken cancellationToken);

    /// <summary>Says that no job of a batch in progress will follow, and that all have ended.</summary>
    Task<bool> FinalizeAsync(BatchLease lease, CancellationToken cancellationToken);

    /// <summary>Ends a batch, and shows its files to its tenant: both or neither.</summary>
    Task<bool> EndAsync(BatchLease lease, BatchEnd ending, CancellationToken cancellationToken);

    /// <summary>Counts the jobs that have not ended: the batch's, and of those that wait all of its tenant's batches'.</summary>
    Task<BatchLoad> MeasureAsync(Batch batch, CancellationToken cancellationToken);

    /// <summary>Reads what became of a batch's jobs, in the order they were submitted, after the job <paramref name="after"/>: a page, empty where there are no more.</summary>
    Task<IReadOnlyList<BatchOutcome>> ReadOutcomesAsync(Guid id, Guid after, CancellationToken cancellationToken);

    /// <summary>Forgets batches that ended long ago, and counts those that have not ended. Any number of processes may.</summary>
    Task<int> SweepAsync(CancellationToken cancellationToken);
}
