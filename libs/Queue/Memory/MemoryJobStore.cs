using Switchyard.Queue.Workers;

namespace Switchyard.Queue.Memory;

/// <summary>Jobs of one process, gone with it: for tests, and for programs that use the queue as a library and need no more. Behaves as the other stores do.</summary>
internal sealed class MemoryJobStore : IJobStore
{
    private readonly Lock _lock = new();
    private readonly MemoryJobs _jobs;
    private readonly MemorySweep _sweep;
    private readonly MemoryWorkers _workers;
    private readonly QueueOptions _options;
    private readonly IQueueSignals _signals;

    public MemoryJobStore(QueueOptions options, IQueueSignals signals, TimeProvider time)
    {
        (_options, _signals) = (options, signals);
        _jobs = new MemoryJobs(options, signals, time);
        _sweep = new MemorySweep(_jobs, options);
        _workers = new MemoryWorkers(time);
    }

    public event Action<Guid>? Cancelled
    {
        add => _signals.Cancelled += value;
        remove => _signals.Cancelled -= value;
    }

    public event Action<IReadOnlyList<JobNotice>>? Happened
    {
        add => _jobs.Happened += value;
        remove => _jobs.Happened -= value;
    }

    public IWorkerRegistry Workers => _workers;

    public IReadOnlyList<string> Concerns => [];

    public Task<IReadOnlyList<SubmitReceipt>> SubmitAsync(IReadOnlyList<JobSubmission> jobs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        SubmissionRules.Check(jobs, _options);
        lock (_lock)
        {
            SubmitReceipt[] receipts = [.. jobs.Select(_jobs.Submit)];
            QueueMetrics.RecordSubmissions(receipts);
            return Task.FromResult<IReadOnlyList<SubmitReceipt>>(receipts);
        }
    }

    public Task<IReadOnlyList<ClaimedJob>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<ClaimedJob>>(_jobs.Claim(request));
        }
    }

    public IReadOnlySet<JobLease> Renew(IReadOnlyCollection<JobLease> leases, TimeSpan leaseTime)
    {
        ArgumentNullException.ThrowIfNull(leases);
        lock (_lock)
        {
            HashSet<JobLease> held = [];
            foreach (var lease in leases)
            {
                if (_jobs.TryFind(lease, out var job))
                {
                    job.LeaseUntil = _jobs.Now + leaseTime;
                    held.Add(lease);
                }
            }

            return held;
        }
    }

    public Task<bool> AppendAsync(JobLease lease, IReadOnlyList<JobEvent> events, CancellationToken cancellationToken) => Change(lease, job =>
    {
        _jobs.Append(job, events);
        return true;
    });

    public Task<bool> CompleteAsync(JobLease lease, JobResult result, CancellationToken cancellationToken)
    {
        SubmissionRules.Check(result, _options);
        return Change(lease, job =>
        {
            (job.Result, job.Failure) = (result, null);
            _jobs.End(job, JobStatus.Completed, JobEventType.Completed);
            return true;
        });
    }

    public Task<bool> FailAsync(JobLease lease, JobFailure failure, CancellationToken cancellationToken) => Change(lease, job =>
    {
        failure = StorableText.Of(failure);
        var before = job.Failures++;
        if (!failure.CanRetry || before >= job.Submission.Retries)
        {
            _jobs.End(job, JobStatus.Failed, JobEventType.Failed, failure);
            return true;
        }

        var pause = TimeSpan.FromTicks((long)(Math.Min(_options.BackoffCap.Ticks, _options.BackoffBase.Ticks * Math.Pow(2, Math.Min(before, 20))) * Random.Shared.NextDouble()));
        _jobs.Retry(job, _jobs.Now + (failure.RetryAfter > pause ? failure.RetryAfter.Value : pause), failure);
        return true;
    });

    public Task<bool> TimeOutAsync(JobLease lease, JobFailure failure, CancellationToken cancellationToken) => Change(lease, job =>
    {
        _jobs.End(job, JobStatus.TimedOut, JobEventType.TimedOut, StorableText.Of(failure));
        return true;
    });

    public Task<bool> ReturnAsync(JobLease lease, CancellationToken cancellationToken) => Change(lease, job =>
    {
        job.RunAt = _jobs.Now;
        _jobs.MakeReady(job);
        _jobs.Note(job, JobEventType.Returned);
        return true;
    });

    public Task<CancelOutcome> CancelAsync(Guid id, string? tenant, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_jobs.Find(id, tenant) is not { } job)
            {
                return Task.FromResult(CancelOutcome.NotFound);
            }

            if (job.Status > JobStatus.Running)
            {
                return Task.FromResult(job.Status == JobStatus.Cancelled ? CancelOutcome.Cancelled : CancelOutcome.AlreadyFinished);
            }

            _jobs.End(job, JobStatus.Cancelled, JobEventType.Cancelled);
            _signals.JobCancelled(id);
            return Task.FromResult(CancelOutcome.Cancelled);
        }
    }

    public Task<ReplayOutcome> ReplayAsync(Guid id, string? tenant, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_jobs.Find(id, tenant) is not { } job)
            {
                return Task.FromResult(ReplayOutcome.NotFound);
            }

            if (job.Status is not (JobStatus.Failed or JobStatus.TimedOut))
            {
                return Task.FromResult(ReplayOutcome.NotFailed);
            }

            _jobs.Replay(job);
            return Task.FromResult(ReplayOutcome.Replayed);
        }
    }

    public Task<Job?> FindAsync(Guid id, string? tenant, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_jobs.Find(id, tenant) is { } job ? Describe(job) : null);
        }
    }

    public Task<ReadOnlyMemory<byte>?> ReadPayloadAsync(Guid id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_jobs.Find(id)?.Submission.Payload);
        }
    }

    public Task<JobResult?> ReadResultAsync(Guid id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_jobs.Find(id) is { Status: JobStatus.Completed, Result: { } result } ? result : null);
        }
    }

    public Task<IReadOnlyList<Job>> ListAsync(JobQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<Job>>([.. _jobs.All.OrderByDescending(job => job.Id).Select(Describe).Where(query.Matches).Take(Math.Clamp(query.Limit, 1, 1_000))]);
        }
    }

    public Task<IReadOnlyList<JobEvent>> ReadEventsAsync(Guid id, long after, int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<JobEvent>>([.. (_jobs.Find(id)?.Events ?? []).Where(item => item.Sequence > after).Take(limit)]);
        }
    }

    public Task<SweepResult> SweepAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_sweep.Run());
        }
    }

    public Task<IReadOnlyList<PriorityDepth>> MeasureAsync(string? tenant, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = _jobs.Now;
            return Task.FromResult<IReadOnlyList<PriorityDepth>>([.. _jobs.All.Where(job => job.Status <= JobStatus.Running && (tenant is null || job.Submission.Tenant == tenant))
                .GroupBy(job => (job.Submission.Queue, job.Submission.Priority)).OrderBy(level => level.Key.Queue, StringComparer.Ordinal).ThenByDescending(level => level.Key.Priority)
                .Select(level => new PriorityDepth(
                    level.Key.Queue,
                    level.Key.Priority,
                    level.Count(job => job.IsReady),
                    level.Count(job => job.IsDelayed),
                    level.Count(job => job.Status == JobStatus.Running),
                    level.Where(job => job.IsReady).Select(job => now - job.RunAt).DefaultIfEmpty().Max(),
                    level.Count(job => job.IsReady && !_workers.Takes(job.Submission))))]);
        }
    }

    public Task WaitForJobsAsync(string queue, TimeSpan timeout, CancellationToken cancellationToken) => _signals.WaitForJobsAsync(queue, timeout, cancellationToken);

    public Task WaitForEventsAsync(Guid id, TimeSpan timeout, CancellationToken cancellationToken) => _signals.WaitForEventsAsync(id, timeout, cancellationToken);

    public Task WaitForEndAsync(Guid id, TimeSpan timeout, CancellationToken cancellationToken) => _signals.WaitForEndAsync(id, timeout, cancellationToken);

    /// <summary>Reads something of some jobs.</summary>
    public IReadOnlyList<T> Read<T>(Func<MemoryJob, bool> which, Func<MemoryJob, T> read)
    {
        lock (_lock)
        {
            return [.. _jobs.All.Where(which).Select(read)];
        }
    }

    private Job Describe(MemoryJob job) => job.Describe(_workers.Takes(job.Submission));

    private Task<bool> Change(JobLease lease, Func<MemoryJob, bool> change)
    {
        lock (_lock)
        {
            if (!_jobs.TryFind(lease, out var job) || !change(job))
            {
                return Task.FromResult(false);
            }
        }

        _signals.EventsAdded([lease.Id]);
        return Task.FromResult(true);
    }
}
