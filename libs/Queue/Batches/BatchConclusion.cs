using Switchyard.Queue.Files;

namespace Switchyard.Queue.Batches;

/// <summary>Writes what became of a batch's requests to files and ends it. A keeper that is killed meanwhile leaves files that nobody sees and that are swept; the next one begins anew.</summary>
internal sealed class BatchConclusion(JobStore store, QueueOptions options)
{
    /// <summary>Ends a batch whose jobs have all ended, in one turn.</summary>
    public async Task RunAsync(BatchTurn turn, CancellationToken cancellationToken)
    {
        // One of them may have been replayed.
        if ((await store.Batches.MeasureAsync(turn.Batch, cancellationToken).ConfigureAwait(false)).Active > 0)
        {
            return;
        }

        var files = new ConclusionFiles(store.Files, turn.Batch);
        await using (files.ConfigureAwait(false))
        {
            if (await WriteJobsAsync(turn, files, cancellationToken).ConfigureAwait(false) && await WriteRestAsync(turn, files, cancellationToken).ConfigureAwait(false))
            {
                var status = turn.Batch.Status == BatchStatus.Cancelling ? BatchStatus.Cancelled : files.Late > 0 || files.Jobs < turn.Batch.Counts.Total ? BatchStatus.Expired : BatchStatus.Completed;
                var (output, errors) = await files.FlushAsync(cancellationToken).ConfigureAwait(false);
                await turn.EndAsync(new BatchEnd(turn.Batch.Status, status, files.Completed, output, errors), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> WriteJobsAsync(BatchTurn turn, ConclusionFiles files, CancellationToken cancellationToken)
    {
        var after = Guid.Empty;
        while (await store.Batches.ReadOutcomesAsync(turn.Batch.Id, after, cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
        {
            foreach (var outcome in page)
            {
                if (!await turn.HoldsAsync(cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }

                await files.AddAsync(outcome, cancellationToken).ConfigureAwait(false);
            }

            after = page[^1].Lease.Id;
        }

        return true;
    }

    // Those that never became jobs. Where the file is gone nobody knows their names any more.
    private async Task<bool> WriteRestAsync(BatchTurn turn, ConclusionFiles files, CancellationToken cancellationToken)
    {
        var batch = turn.Batch;
        var stream = new StoredFileStream(store.Files, batch.Asked.InputFile, batch.Position);
        await using (stream.ConfigureAwait(false))
        {
            var lines = new InputLines(stream, batch.Position, options.MaxPayloadBytes);
            for (var number = batch.Submitted + 1; number <= batch.Counts.Total && await lines.ReadAsync(cancellationToken).ConfigureAwait(false); number++)
            {
                if (!await turn.HoldsAsync(cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }

                if (InputRequest.TryRead(lines.Current, batch.Asked.Endpoint, out var request, out _))
                {
                    await files.AddRestAsync(number, request.CustomId, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        return true;
    }
}
