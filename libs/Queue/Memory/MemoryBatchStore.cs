using Switchyard.Queue.Batches;

namespace Switchyard.Queue.Memory;

/// <summary>Batches of one process, gone with it.</summary>
internal sealed class MemoryBatchStore(MemoryJobStore jobs, MemoryFileStore files, TimeProvider time) : IBatchStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, (Batch Batch, int Token, DateTimeOffset DueAt)> _batches = [];

    public Task<Batch> CreateAsync(NewBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        batch.Check();
        var now = time.GetUtcNow();
        var made = new Batch(JobIds.Next(now), batch, BatchStatus.Validating) { CreatedAt = now, ExpiresAt = now + batch.Window };
        lock (_lock)
        {
            _batches.Add(made.Id, (made, 0, now));
        }

        return Task.FromResult(made);
    }

    public Task<Batch?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_batches.TryGetValue(id, out var found) ? Count(found.Batch) : null);
        }
    }

    public Task<IReadOnlyList<Batch>> ListAsync(BatchQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<Batch>>([.. _batches.Values.Select(kept => kept.Batch).Where(batch => (query.Tenant is null || batch.Asked.Tenant == query.Tenant) && (query.After is not { } after || batch.Id < after))
                .OrderByDescending(batch => batch.Id).Take(Math.Clamp(query.Limit, 1, BatchRules.MaxLimit)).Select(Count)]);
        }
    }

    public Task<CancelOutcome> CancelAsync(Guid id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_batches.TryGetValue(id, out var found) || found.Batch.IsFinal)
            {
                return Task.FromResult(found.Batch is null ? CancelOutcome.NotFound : CancelOutcome.AlreadyFinished);
            }

            _batches[id] = found with { Batch = found.Batch with { Status = BatchStatus.Cancelling, CancellingAt = found.Batch.CancellingAt ?? time.GetUtcNow() } };
            return Task.FromResult(CancelOutcome.Cancelled);
        }
    }

    public Task<ClaimedBatch?> ClaimAsync(TimeSpan leaseTime, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var next = _batches.Values.Where(kept => !kept.Batch.IsFinal && kept.DueAt <= now).OrderBy(kept => kept.DueAt).FirstOrDefault();
            if (next.Batch is null)
            {
                return Task.FromResult<ClaimedBatch?>(null);
            }

            _batches[next.Batch.Id] = (next.Batch, next.Token + 1, now + leaseTime);
            return Task.FromResult<ClaimedBatch?>(new ClaimedBatch(next.Batch, new BatchLease(next.Batch.Id, next.Token + 1), next.Batch.ExpiresAt - now));
        }
    }

    public Task<bool> RenewAsync(BatchLease lease, TimeSpan leaseTime, CancellationToken cancellationToken) => ReleaseAsync(lease, leaseTime, cancellationToken);

    public Task<bool> ReleaseAsync(BatchLease lease, TimeSpan pause, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_batches.TryGetValue(lease.Id, out var found) || found.Token != lease.Token || found.Batch.IsFinal)
            {
                return Task.FromResult(false);
            }

            _batches[lease.Id] = found with { DueAt = time.GetUtcNow() + pause };
            return Task.FromResult(true);
        }
    }

    public Task<bool> StartAsync(BatchLease lease, int total, CancellationToken cancellationToken) =>
        Change(lease, BatchStatus.Validating, batch => batch with { Status = BatchStatus.InProgress, Counts = new BatchCounts(total, 0, 0), InProgressAt = time.GetUtcNow() });

    public Task<bool> FailAsync(BatchLease lease, IReadOnlyList<BatchProblem> problems, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _batches.TryGetValue(lease.Id, out var found) && found.Batch.Status is BatchStatus.Validating or BatchStatus.InProgress
                ? Change(lease, found.Batch.Status, batch => End(batch, BatchStatus.Failed, Count(batch).Counts.Completed) with { Problems = problems })
                : Task.FromResult(false);
        }
    }

    public Task<bool> AdvanceAsync(BatchLease lease, int submitted, long position, CancellationToken cancellationToken) =>
        Change(lease, BatchStatus.InProgress, batch => batch with { Submitted = submitted, Position = position });

    public Task<bool> FinalizeAsync(BatchLease lease, CancellationToken cancellationToken) =>
        Change(lease, BatchStatus.InProgress, batch => batch with { Status = BatchStatus.Finalizing, FinalizingAt = time.GetUtcNow() });

    public Task<bool> EndAsync(BatchLease lease, BatchEnd ending, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ending);
        return Change(lease, ending.From, batch => files.CompleteAll([.. new[] { ending.Output, ending.Errors }.OfType<BatchFile>().Select(file => (file.Id, file.Terms))])
            ? End(batch, ending.To, ending.Completed) with { OutputFile = ending.Output?.Id, ErrorFile = ending.Errors?.Id }
            : null);
    }

    public Task<BatchLoad> MeasureAsync(Batch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var active = jobs.Read(static job => job.Submission.Batch is not null && job.Status <= JobStatus.Running, static job => (job.Submission.Batch, job.Submission.Tenant, job.Status));
        return Task.FromResult(new BatchLoad(active.Count(job => job.Batch == batch.Id), active.Count(job => job.Tenant == batch.Asked.Tenant && job.Status == JobStatus.Pending)));
    }

    public Task<IReadOnlyList<BatchOutcome>> ReadOutcomesAsync(Guid id, Guid after, CancellationToken cancellationToken)
    {
        var outcomes = jobs.Read(job => job.Submission.Batch == id && job.Id > after, static job => new BatchOutcome(new JobLease(job.Id, job.Attempts), job.Submission.IdempotencyKey ?? string.Empty, job.Status, job.Failure, job.Result));
        return Task.FromResult<IReadOnlyList<BatchOutcome>>([.. outcomes.OrderBy(outcome => outcome.Lease.Id).Take(BatchRules.OutcomePage)]);
    }

    public Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var old = time.GetUtcNow() - BatchRules.Remembered;
            foreach (var (batch, _, _) in _batches.Values.Where(kept => kept.Batch.EndedAt < old).ToList())
            {
                _batches.Remove(batch.Id);
            }

            return Task.FromResult(_batches.Values.Count(kept => !kept.Batch.IsFinal));
        }
    }

    private Batch End(Batch batch, BatchStatus status, int completed) =>
        batch with { Status = status, EndedAt = time.GetUtcNow(), Counts = batch.Counts with { Completed = completed, Failed = batch.Counts.Total - completed } };

    // While a batch goes on its jobs are the truth.
    private Batch Count(Batch batch)
    {
        if (batch.IsFinal)
        {
            return batch;
        }

        var statuses = jobs.Read(job => job.Submission.Batch == batch.Id, static job => job.Status);
        return batch with { Counts = batch.Counts with { Completed = statuses.Count(static status => status == JobStatus.Completed), Failed = statuses.Count(static status => status > JobStatus.Completed) } };
    }

    private Task<bool> Change(BatchLease lease, BatchStatus from, Func<Batch, Batch?> change)
    {
        lock (_lock)
        {
            if (!_batches.TryGetValue(lease.Id, out var found) || found.Token != lease.Token || found.Batch.Status != from || change(found.Batch) is not { } changed)
            {
                return Task.FromResult(false);
            }

            _batches[lease.Id] = found with { Batch = changed };
            return Task.FromResult(true);
        }
    }
}
