using Switchyard.Queue.Files;

namespace Switchyard.Queue.Batches;

/// <summary>Makes jobs of the requests of a batch, few at a time. Each has a key made of its batch and its name, so that a keeper which was killed in between has done nothing that the next does again.</summary>
internal sealed class BatchSubmission(JobStore store, QueueOptions options)
{
    private const int MaxTogether = 200;
    private const int MaxBytesTogether = 8 * 1024 * 1024;
    private const int CancelledTogether = 100;

    // The other half is for those who wait for their answers.
    private readonly int _maxWaiting = Math.Max(1, options.MaxPendingPerTenant / 2);

    // Reached by the last of them, which may be as large as one may be.
    private readonly int _enoughBytes = Math.Min(MaxBytesTogether, options.MaxPayloadBytes);

    /// <summary>Submits what there is room for. Returns whether the batch can go on at once.</summary>
    public async Task<bool> RunAsync(BatchTurn turn, CancellationToken cancellationToken)
    {
        var batch = turn.Batch;
        var load = await store.Batches.MeasureAsync(batch, cancellationToken).ConfigureAwait(false);
        if (turn.Left <= TimeSpan.Zero || batch.Submitted == batch.Counts.Total)
        {
            return load.Active == 0 && await store.Batches.FinalizeAsync(turn.Lease, cancellationToken).ConfigureAwait(false);
        }

        var room = Math.Min(Math.Min(MaxTogether, _maxWaiting - load.Waiting), batch.Counts.Total - batch.Submitted);
        return room > 0 && await SubmitAsync(turn, room, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Cancels jobs of a batch that have not ended. Returns whether there were any.</summary>
    public async Task<bool> CancelAsync(Batch batch, CancellationToken cancellationToken)
    {
        var query = new JobQuery { Batch = batch.Id, Statuses = [JobStatus.Pending, JobStatus.Running], Limit = CancelledTogether };
        var active = await store.Jobs.ListAsync(query, cancellationToken).ConfigureAwait(false);
        foreach (var job in active)
        {
            await store.Jobs.CancelAsync(job.Id, tenant: null, cancellationToken).ConfigureAwait(false);
        }

        return active.Count > 0;
    }

    private async Task<bool> SubmitAsync(BatchTurn turn, int room, CancellationToken cancellationToken)
    {
        var batch = turn.Batch;
        List<(JobSubmission Job, long End)> next = [];
        if (!await ReadAsync(turn, next, room, cancellationToken).ConfigureAwait(false))
        {
            return await GiveUpAsync(turn, cancellationToken).ConfigureAwait(false);
        }

        var receipts = await store.Jobs.SubmitAsync([.. next.Select(line => line.Job)], cancellationToken).ConfigureAwait(false);
        var count = receipts.TakeWhile(receipt => receipt.Outcome != SubmitOutcome.QueueFull).Count();
        if (count > 0 && !await store.Batches.AdvanceAsync(turn.Lease, batch.Submitted + count, next[count - 1].End, cancellationToken).ConfigureAwait(false))
        {
            await TakeBackAsync(batch, receipts).ConfigureAwait(false);
            return false;
        }

        return count > 0 && count == next.Count;
    }

    // The batch is another keeper's, who goes on with these jobs; or it was cancelled or has ended meanwhile, and nobody would read their answers.
    private async Task TakeBackAsync(Batch batch, IReadOnlyList<SubmitReceipt> receipts)
    {
        if (await store.Batches.FindAsync(batch.Id, CancellationToken.None).ConfigureAwait(false) is { Status: BatchStatus.InProgress })
        {
            return;
        }

        foreach (var receipt in receipts.Where(static receipt => receipt.Outcome == SubmitOutcome.Accepted))
        {
            await store.Jobs.CancelAsync(receipt.Id, tenant: null, CancellationToken.None).ConfigureAwait(false);
        }
    }

    // Returns false where a line that was there is not any more: the file is gone, or going.
    private async Task<bool> ReadAsync(BatchTurn turn, List<(JobSubmission Job, long End)> next, int room, CancellationToken cancellationToken)
    {
        var batch = turn.Batch;
        var stream = new StoredFileStream(store.Files, batch.Asked.InputFile, batch.Position);
        await using (stream.ConfigureAwait(false))
        {
            var lines = new InputLines(stream, batch.Position, options.MaxPayloadBytes);
            for (var bytes = 0; next.Count < room && bytes < _enoughBytes; bytes += lines.Current.Length)
            {
                if (!await lines.ReadAsync(cancellationToken).ConfigureAwait(false) || !InputRequest.TryRead(lines.Current, batch.Asked.Endpoint, out var request, out _))
                {
                    return false;
                }

                next.Add((JobOf(turn, request), lines.Position));
            }
        }

        return true;
    }

    private static JobSubmission JobOf(BatchTurn turn, InputRequest request) => new(turn.Batch.Asked.Endpoint, request.Body)
    {
        Tenant = turn.Batch.Asked.Tenant,
        Batch = turn.Batch.Id,
        IdempotencyKey = BatchRules.KeyOf(turn.Batch.Id, request.CustomId),
        Priority = JobPriority.Low,
        StartWithin = turn.Left,
        KeepFor = BatchRules.KeepJobsFor,
    };

    private async Task<bool> GiveUpAsync(BatchTurn turn, CancellationToken cancellationToken)
    {
        if (await CancelAsync(turn.Batch, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        await turn.FailAsync([InputProblems.Gone], cancellationToken).ConfigureAwait(false);
        return false;
    }
}
