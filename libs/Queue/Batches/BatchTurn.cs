namespace Switchyard.Queue.Batches;

/// <summary>A keeper's turn with a batch.</summary>
internal sealed class BatchTurn(IBatchStore batches, ClaimedBatch claimed, TimeProvider time)
{
    /// <summary>How long a batch is left alone after its keeper was killed.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(15);

    private readonly Pace _renewals = new(LeaseTime / 3, time);

    public Batch Batch => claimed.Batch;

    public BatchLease Lease => claimed.Lease;

    public TimeSpan Left => claimed.Left;

    /// <summary>How the batch ended, where it did in this turn.</summary>
    public BatchStatus? Ended { get; private set; }

    /// <summary>Gets whether the batch is still this keeper's, which is asked, and made to last, now and then.</summary>
    public async ValueTask<bool> HoldsAsync(CancellationToken cancellationToken) =>
        !_renewals.TryTake() || await batches.RenewAsync(Lease, LeaseTime, cancellationToken).ConfigureAwait(false);

    public async Task FailAsync(IReadOnlyList<BatchProblem> problems, CancellationToken cancellationToken)
    {
        if (await batches.FailAsync(Lease, problems, cancellationToken).ConfigureAwait(false))
        {
            Ended = BatchStatus.Failed;
        }
    }

    public async Task EndAsync(BatchEnd end, CancellationToken cancellationToken)
    {
        if (await batches.EndAsync(Lease, end, cancellationToken).ConfigureAwait(false))
        {
            Ended = end.To;
        }
    }
}
