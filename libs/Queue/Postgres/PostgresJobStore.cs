using Switchyard.Coalescing;
using Switchyard.Migrations;
using Switchyard.Queue.Workers;

namespace Switchyard.Queue.Postgres;

/// <summary>Jobs in PostgreSQL. What is acknowledged is committed and flushed; everything else, the index and the signals included, may be lost at any time without losing a job.</summary>
internal sealed class PostgresJobStore : IJobStore
{
    private const int MaxTogether = 256;
    private const int MaxBytesTogether = 8 * 1024 * 1024;
    private const int RebuildPage = 1_000;
    private const long FirstSequence = 1;

    private static readonly TimeSpan s_lookEvery = TimeSpan.FromSeconds(1);

    private readonly SchemaDatabase _database;
    private readonly Submissions _submissions;
    private readonly Claims _claims;
    private readonly Outcomes _outcomes;
    private readonly JobReader _reader;
    private readonly Sweeps _sweeps;
    private readonly QueueOptions _options;
    private readonly IQueueSignals _signals;
    private readonly IReadyIndex? _index;
    private readonly Pace _looks;
    private readonly Coalescer<JobSubmission, SubmitReceipt> _submit;
    private readonly Coalescer<(JobLease Lease, JobResult Result), bool> _complete;

    public PostgresJobStore(SchemaDatabase database, QueueOptions options, IQueueSignals signals, IReadyIndex? index, TimeProvider time)
    {
        _database = database;
        _submissions = new Submissions(database, options, time);
        _claims = new Claims(database, options);
        _outcomes = new Outcomes(database, options);
        _reader = new JobReader(database);
        _sweeps = new Sweeps(database, options);
        Workers = new PostgresWorkers(database);
        _options = options;
        _signals = signals;
        _index = index;
        _looks = new Pace(s_lookEvery, time);
        _submit = new(StoreAsync, static job => job.Payload.Length, MaxTogether, MaxBytesTogether);
        _complete = new(EndAsync, static done => done.Result.Body.Length, MaxTogether, MaxBytesTogether);
    }

    public event Action<Guid>? Cancelled
    {
        add => _signals.Cancelled += value;
        remove => _signals.Cancelled -= value;
    }

    public event Action<IReadOnlyList<JobNotice>>? Happened;

    public IWorkerRegistry Workers { get; }

    public IReadOnlyList<string> Concerns => [.. _database.Concerns, .. _index?.Concerns ?? []];

    public async Task<IReadOnlyList<SubmitReceipt>> SubmitAsync(IReadOnlyList<JobSubmission> jobs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        SubmissionRules.Check(jobs, _options);
        return jobs switch
        {
            [] => [],
            [var only] => [await _submit.AddAsync(only, cancellationToken).ConfigureAwait(false)],
            _ => await StoreAsync(jobs).WaitAsync(cancellationToken).ConfigureAwait(false),
        };
    }

    public async Task<IReadOnlyList<ClaimedJob>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var claimed = await TakeAsync(request, cancellationToken).ConfigureAwait(false);
        if (claimed.Count > 0)
        {
            Happened?.Invoke([.. claimed.Select(job => new JobNotice(job.Lease.Id, JobEventType.Running, job.LastSequence, job.Lease.Attempt, request.Queue, job.Tenant))]);
        }

        _signals.EventsAdded([.. claimed.Select(job => job.Lease.Id)]);
        return claimed;
    }

    public IReadOnlySet<JobLease> Renew(IReadOnlyCollection<JobLease> leases, TimeSpan leaseTime) => leases.Count == 0 ? new HashSet<JobLease>() : _outcomes.Renew(leases, leaseTime);

    public async Task<bool> AppendAsync(JobLease lease, IReadOnlyList<JobEvent> events, CancellationToken cancellationToken)
    {
        if (await _outcomes.AppendAsync(lease, events, cancellationToken).ConfigureAwait(false) is not { } told)
        {
            return false;
        }

        Tell(told);
        _signals.EventsAdded([lease.Id]);
        return true;
    }

    public async Task<bool> CompleteAsync(JobLease lease, JobResult result, CancellationToken cancellationToken)
    {
        SubmissionRules.Check(result, _options);
        return await _complete.AddAsync((lease, result), cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> FailAsync(JobLease lease, JobFailure failure, CancellationToken cancellationToken) =>
        TellChange(await _outcomes.FailAsync(lease, StorableText.Of(failure), cancellationToken).ConfigureAwait(false));

    public async Task<bool> TimeOutAsync(JobLease lease, JobFailure failure, CancellationToken cancellationToken) =>
        TellChange(await _outcomes.TimeOutAsync(lease, StorableText.Of(failure), cancellationToken).ConfigureAwait(false));

    public async Task<bool> ReturnAsync(JobLease lease, CancellationToken cancellationToken) => TellReady(await _outcomes.ReturnAsync(lease, cancellationToken).ConfigureAwait(false));

    public async Task<CancelOutcome> CancelAsync(Guid id, string? tenant, CancellationToken cancellationToken)
    {
        var (outcome, notice) = await _outcomes.CancelAsync(id, tenant, cancellationToken).ConfigureAwait(false);
        if (outcome == CancelOutcome.Cancelled)
        {
            // Also where it was before: whoever works on it may not have heard it.
            _signals.JobCancelled(id);
            TellChange(notice);
        }

        return outcome;
    }

    public async Task<ReplayOutcome> ReplayAsync(Guid id, string? tenant, CancellationToken cancellationToken)
    {
        var (outcome, done) = await _outcomes.ReplayAsync(id, tenant, cancellationToken).ConfigureAwait(false);
        TellReady(done);
        return outcome;
    }

    public Task<Job?> FindAsync(Guid id, string? tenant, CancellationToken cancellationToken) => _reader.FindAsync(id, tenant, cancellationToken);

    public Task<ReadOnlyMemory<byte>?> ReadPayloadAsync(Guid id, CancellationToken cancellationToken) => _reader.ReadPayloadAsync(id, cancellationToken);

    public Task<JobResult?> ReadResultAsync(Guid id, CancellationToken cancellationToken) => _reader.ReadResultAsync(id, cancellationToken);

    public Task<IReadOnlyList<Job>> ListAsync(JobQuery query, CancellationToken cancellationToken) => _reader.ListAsync(query, cancellationToken);

    public Task<IReadOnlyList<JobEvent>> ReadEventsAsync(Guid id, long after, int limit, CancellationToken cancellationToken) => _reader.ReadEventsAsync(id, after, limit, cancellationToken);

    public Task<IReadOnlyList<PriorityDepth>> MeasureAsync(string? tenant, CancellationToken cancellationToken) => _reader.MeasureAsync(tenant, cancellationToken);

    public async Task<SweepResult> SweepAsync(CancellationToken cancellationToken)
    {
        List<ReadyJob> ready = [];
        List<JobNotice> changed = [];
        var result = await _sweeps.SweepAsync(ready, changed, cancellationToken).ConfigureAwait(false);
        Tell(changed);
        Announce(ready);

        // Some were only given back: who waits for an end looks once too often.
        _signals.JobsEnded([.. changed.Select(notice => notice.Id)]);
        if (_index is not null && await _index.NeedsRebuildAsync().ConfigureAwait(false))
        {
            await RebuildAsync(_index, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    public Task WaitForJobsAsync(string queue, TimeSpan timeout, CancellationToken cancellationToken) => _signals.WaitForJobsAsync(queue, timeout, cancellationToken);

    public Task WaitForEventsAsync(Guid id, TimeSpan timeout, CancellationToken cancellationToken) => _signals.WaitForEventsAsync(id, timeout, cancellationToken);

    public Task WaitForEndAsync(Guid id, TimeSpan timeout, CancellationToken cancellationToken) => _signals.WaitForEndAsync(id, timeout, cancellationToken);

    private async Task<List<ClaimedJob>> TakeAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        var aged = _claims.AgedOf(request.Count);

        // The index may name jobs that are gone; those behind them are there all the same.
        while (_index is not null && await _index.TakeAsync(request, aged).ConfigureAwait(false) is { } ids)
        {
            var claimed = ids.Count == 0 ? [] : await _claims.TakeAsync(request, ids, cancellationToken).ConfigureAwait(false);
            if (ids.Count > 0)
            {
                _index.Confirm(request.Queue, ids);
            }

            if (claimed.Count > 0)
            {
                return claimed;
            }

            if (ids.Count == 0)
            {
                // What the index was never told of, since Redis was away for whoever submitted it, is found all the same.
                return _looks.TryTake() ? await _claims.TakeAsync(request, aged, cancellationToken).ConfigureAwait(false) : [];
            }
        }

        return await _claims.TakeAsync(request, aged, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<SubmitReceipt>> StoreAsync(IReadOnlyList<JobSubmission> jobs)
    {
        List<ReadyJob> ready = [];
        var receipts = await _submissions.SubmitAsync(jobs, ready, CancellationToken.None).ConfigureAwait(false);

        // Before the workers hear of them, so that whoever listens hears of the jobs before what becomes of them.
        TellSubmitted(jobs, receipts);
        Announce(ready);
        QueueMetrics.RecordSubmissions(receipts);
        return receipts;
    }

    private async Task<IReadOnlyList<bool>> EndAsync(IReadOnlyList<(JobLease Lease, JobResult Result)> results)
    {
        var told = await _outcomes.CompleteAsync(results).ConfigureAwait(false);
        JobNotice[] ended = [.. told.Where(notice => notice is not null).Select(notice => notice!.Value)];
        Tell(ended);
        _signals.JobsEnded([.. ended.Select(notice => notice.Id)]);
        return [.. told.Select(notice => notice is not null)];
    }

    private async Task RebuildAsync(IReadyIndex index, CancellationToken cancellationToken)
    {
        foreach (var queue in await _sweeps.ReadQueuesAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var priority in Enum.GetValues<JobPriority>())
            {
                ReadyJob? after = null;
                while (await _sweeps.ReadReadyAsync(queue, (short)priority, after, RebuildPage, cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
                {
                    Announce(page);
                    after = page[^1];
                }
            }
        }

        await index.MarkBuiltAsync().ConfigureAwait(false);
    }

    // After the commit: until the index knows of them the jobs wait, and if it never learns it the sweeper tells it.
    private void Announce(List<ReadyJob> jobs)
    {
        if (jobs.Count == 0)
        {
            return;
        }

        _index?.Add(jobs);
        foreach (var queue in jobs.Select(job => job.Queue).Distinct(StringComparer.Ordinal))
        {
            _signals.JobsReady(queue);
        }
    }

    private void Tell(IReadOnlyList<JobNotice> notices)
    {
        if (notices.Count > 0)
        {
            Happened?.Invoke(notices);
        }
    }

    private void TellSubmitted(IReadOnlyList<JobSubmission> jobs, IReadOnlyList<SubmitReceipt> receipts)
    {
        if (Happened is not null)
        {
            Tell([.. jobs.Zip(receipts).Where(pair => pair.Second.Outcome == SubmitOutcome.Accepted)
                .Select(pair => new JobNotice(pair.Second.Id, JobEventType.Pending, FirstSequence, 0, pair.First.Queue, pair.First.Tenant))]);
        }
    }

    private bool TellReady((ReadyJob Job, JobNotice Notice)? done)
    {
        if (done is not var (job, notice))
        {
            return false;
        }

        Tell([notice]);
        Announce([job]);
        _signals.EventsAdded([job.Id]);
        return true;
    }

    private bool TellChange(JobNotice? change)
    {
        if (change is not { } notice)
        {
            return false;
        }

        Tell([notice]);
        if (notice.Type == JobEventType.Retrying)
        {
            _signals.EventsAdded([notice.Id]);
        }
        else
        {
            _signals.JobsEnded([notice.Id]);
        }

        return true;
    }
}
