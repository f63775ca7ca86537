using System.Text.Json;

namespace Switchyard.Queue.Memory;

/// <summary>Jobs of one process, gone with it: for tests, and for programs that use the queue as a library and need no more. Behaves as the other stores do.</summary>
internal sealed class MemoryJobStore(QueueOptions options, IQueueSignals signals, TimeProvider time) : IJobStore
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, MemoryJob> _jobs = [];
    private readonly Dictionary<(string Tenant, string Key), MemoryJob> _keys = [];
    private readonly SortedSet<(int Priority, long Rank, Guid Id)> _ready = [];
    private readonly Turns _turns = new();
    private long _claims;
    private DateTimeOffset _lastRedelivery;

    public event Action<Guid>? Cancelled
    {
        add => signals.Cancelled += value;
        remove => signals.Cancelled -= value;
    }

    public Task<IReadOnlyList<SubmitReceipt>> SubmitAsync(IReadOnlyList<JobSubmission> jobs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        foreach (var job in jobs)
        {
            SubmissionRules.Check(job, options);
        }

        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<SubmitReceipt>>([.. jobs.Select(Submit)]);
        }
    }

    public Task<IReadOnlyList<ClaimedJob>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var fitting = _ready.Select(place => _jobs[place.Id]).Where(job => Suits(job, request, now));
            List<MemoryJob> taken = [];
            for (var i = 0; i < request.Count; i++)
            {
                var left = fitting.Where(job => !taken.Contains(job));
                var next = ++_claims % options.AgeingInterval == 0 ? left.GroupBy(job => job.Submission.Priority).Select(level => level.First()).MinBy(job => job.Id) : left.FirstOrDefault();
                if (next is null)
                {
                    break;
                }

                taken.Add(next);
            }

            return Task.FromResult<IReadOnlyList<ClaimedJob>>([.. taken.Select(job => Claim(job, request, now))]);
        }
    }

    public IReadOnlySet<JobLease> Renew(IReadOnlyCollection<JobLease> leases, TimeSpan leaseTime)
    {
        ArgumentNullException.ThrowIfNull(leases);
        lock (_lock)
        {
            var held = leases.Where(lease => _jobs.TryGetValue(lease.Id, out var job) && job.Holds(lease)).ToHashSet();
            foreach (var lease in held)
            {
                _jobs[lease.Id].LeaseUntil = time.GetUtcNow() + leaseTime;
            }

            return held;
        }
    }

    public Task<bool> AppendAsync(JobLease lease, IReadOnlyList<JobEvent> events, CancellationToken cancellationToken) => Change(lease, job =>
    {
        if (events.Count > 0 && events[0].Sequence <= job.LastSequence)
        {
            return false;
        }

        job.Events.AddRange(events.Select(item => item with { Attempt = lease.Attempt, At = time.GetUtcNow() }));
        return true;
    });

    public Task<bool> CompleteAsync(JobLease lease, JobResult result, CancellationToken cancellationToken)
    {
        SubmissionRules.Check(result, options);
        return Change(lease, job =>
        {
            (job.Result, job.Failure) = (result, null);
            End(job, JobStatus.Completed, JobEventType.Completed);
            return true;
        });
    }

    public Task<bool> FailAsync(JobLease lease, JobFailure failure, CancellationToken cancellationToken) => Change(lease, job =>
    {
        failure = StorableText.Of(failure);
        var canRetry = failure.CanRetry && job.Failures < job.Submission.Retries;
        job.Failure = failure;
        if (!canRetry)
        {
            job.Failures++;
            End(job, JobStatus.Failed, JobEventType.Failed, failure);
            return true;
        }

        var pause = TimeSpan.FromTicks((long)(Math.Min(options.BackoffCap.Ticks, options.BackoffBase.Ticks * Math.Pow(2, Math.Min(job.Failures, 20))) * Random.Shared.NextDouble()));
        job.Failures++;
        Delay(job, time.GetUtcNow() + (failure.RetryAfter > pause ? failure.RetryAfter.Value : pause));
        Note(job, JobEventType.Retrying, failure);
        return true;
    });

    public Task<bool> TimeOutAsync(JobLease lease, JobFailure failure, CancellationToken cancellationToken) => Change(lease, job =>
    {
        job.Failure = StorableText.Of(failure);
        End(job, JobStatus.TimedOut, JobEventType.TimedOut, job.Failure);
        return true;
    });

    public Task<bool> ReturnAsync(JobLease lease, CancellationToken cancellationToken) => Change(lease, job =>
    {
        job.RunAt = time.GetUtcNow();
        MakeReady(job);
        Note(job, JobEventType.Returned);
        return true;
    });

    public Task<CancelOutcome> CancelAsync(Guid id, string? tenant, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (Find(id, tenant) is not { } job)
            {
                return Task.FromResult(CancelOutcome.NotFound);
            }

            if (job.Status > JobStatus.Running)
            {
                return Task.FromResult(job.Status == JobStatus.Cancelled ? CancelOutcome.Cancelled : CancelOutcome.AlreadyFinished);
            }

            End(job, JobStatus.Cancelled, JobEventType.Cancelled);
            signals.JobCancelled(id);
            return Task.FromResult(CancelOutcome.Cancelled);
        }
    }

    public Task<ReplayOutcome> ReplayAsync(Guid id, string? tenant, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (Find(id, tenant) is not { } job)
            {
                return Task.FromResult(ReplayOutcome.NotFound);
            }

            if (job.Status is not (JobStatus.Failed or JobStatus.TimedOut))
            {
                return Task.FromResult(ReplayOutcome.NotFailed);
            }

            (job.Failures, job.Crashes, job.RunAt, job.StartBy, job.FinishedAt) = (0, 0, time.GetUtcNow(), null, null);
            job.Rank = RankAfterAll(job.Submission);
            MakeReady(job);
            Note(job, JobEventType.Pending);
            return Task.FromResult(ReplayOutcome.Replayed);
        }
    }

    public Task<Job?> FindAsync(Guid id, string? tenant, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(Find(id, tenant)?.Describe());
        }
    }

    public Task<ReadOnlyMemory<byte>?> ReadPayloadAsync(Guid id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_jobs.TryGetValue(id, out var job) ? job.Submission.Payload : (ReadOnlyMemory<byte>?)null);
        }
    }

    public Task<JobResult?> ReadResultAsync(Guid id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_jobs.TryGetValue(id, out var job) && job.Status == JobStatus.Completed ? job.Result : null);
        }
    }

    public Task<IReadOnlyList<Job>> ListAsync(JobQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<Job>>([.. _jobs.Values.OrderByDescending(job => job.Id).Select(job => job.Describe()).Where(job => Matches(job, query)).Take(Math.Clamp(query.Limit, 1, 1_000))]);
        }
    }

    public Task<IReadOnlyList<JobEvent>> ReadEventsAsync(Guid id, long after, int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<JobEvent>>(_jobs.TryGetValue(id, out var job) ? [.. job.Events.Where(item => item.Sequence > after).Take(limit)] : []);
        }
    }

    public Task<SweepResult> SweepAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var late = EndAll(job => job.Status == JobStatus.Pending && job.StartBy < now, new JobFailure(JobFailure.TooLate, "It was not started in the time it was to start within."));
            var slow = EndAll(job => job.Status == JobStatus.Running && job.StartedAt + job.Submission.TimeLimit + s_grace < now, new JobFailure(JobFailure.TooLong, "It ran longer than its time limit."));
            var (lapsed, lost) = TakeBack(now);
            var due = _jobs.Values.Where(job => job.Status == JobStatus.Pending && job.IsDelayed && job.RunAt <= now).ToList();
            due.ForEach(MakeReady);
            var expired = _jobs.Values.Where(job => job.FinishedAt + job.Submission.KeepFor < now).ToList();
            foreach (var job in expired)
            {
                _jobs.Remove(job.Id);
                if (job.Submission.IdempotencyKey is { } key)
                {
                    _keys.Remove((job.Submission.Tenant, key));
                }
            }

            return Task.FromResult(new SweepResult(due.Count, lapsed, late + slow + lost, expired.Count));
        }
    }

    public Task<IReadOnlyList<PriorityDepth>> MeasureAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            return Task.FromResult<IReadOnlyList<PriorityDepth>>([.. _jobs.Values.Where(job => job.Status <= JobStatus.Running)
                .GroupBy(job => (job.Submission.Queue, job.Submission.Priority)).OrderBy(level => level.Key.Queue, StringComparer.Ordinal).ThenByDescending(level => level.Key.Priority)
                .Select(level => new PriorityDepth(
                    level.Key.Queue,
                    level.Key.Priority,
                    level.Count(job => job.IsReady),
                    level.Count(job => job.IsDelayed),
                    level.Count(job => job.Status == JobStatus.Running),
                    level.Where(job => job.IsReady).Select(job => now - job.RunAt).DefaultIfEmpty().Max()))]);
        }
    }

    public Task WaitForJobsAsync(string queue, TimeSpan timeout, CancellationToken cancellationToken) => signals.WaitForJobsAsync(queue, timeout, cancellationToken);

    public Task WaitForEventsAsync(Guid id, TimeSpan timeout, CancellationToken cancellationToken) => signals.WaitForEventsAsync(id, timeout, cancellationToken);

    private SubmitReceipt Submit(JobSubmission submission)
    {
        var hash = SubmissionRules.HashOf(submission);
        if (submission.IdempotencyKey is { } key && _keys.TryGetValue((submission.Tenant, key), out var earlier))
        {
            return new(earlier.Hash.AsSpan().SequenceEqual(hash) ? SubmitOutcome.Replayed : SubmitOutcome.Conflict, earlier.Id);
        }

        if (_jobs.Values.Count(other => other.Status == JobStatus.Pending && other.Submission.Queue == submission.Queue && other.Submission.Tenant == submission.Tenant) >= options.MaxPendingPerTenant)
        {
            return new(SubmitOutcome.QueueFull, Guid.Empty);
        }

        var now = time.GetUtcNow();
        var job = new MemoryJob(JobIds.Next(now), submission, hash, now) { IsDelayed = submission.Delay > TimeSpan.Zero, Rank = RankOf(submission) };
        _turns.Remember(submission, job.Rank);
        _jobs.Add(job.Id, job);
        if (submission.IdempotencyKey is { } name)
        {
            _keys.Add((submission.Tenant, name), job);
        }

        Note(job, JobEventType.Pending);
        if (!job.IsDelayed)
        {
            MakeReady(job);
        }

        return new(SubmitOutcome.Accepted, job.Id);
    }

    // As Submissions says: one after its tenant's last, not before the first of all, nor behind all for jobs that are done.
    private long RankOf(JobSubmission submission)
    {
        var level = _jobs.Values.Where(job => job.Status == JobStatus.Pending && job.Submission.Queue == submission.Queue && job.Submission.Priority == submission.Priority).ToList();
        var own = level.Where(job => job.Submission.Tenant == submission.Tenant).Select(job => job.Rank + 1).DefaultIfEmpty().Max();
        var ready = level.Where(job => job.IsReady).Select(job => job.Rank).ToList();
        return ready.Count == 0 ? own : Math.Max(Math.Max(own, ready.Min()), Math.Min(_turns.LastOf(submission), ready.Max()) + 1);
    }

    private long RankAfterAll(JobSubmission submission) =>
        _jobs.Values.Where(job => job.IsReady && job.Submission.Queue == submission.Queue && job.Submission.Priority == submission.Priority).Select(job => job.Rank + 1).DefaultIfEmpty().Max();

    private static bool Suits(MemoryJob job, ClaimRequest request, DateTimeOffset now) =>
        job.Submission.Queue == request.Queue && (request.Kinds.Count == 0 || request.Kinds.Contains(job.Submission.Kind)) && job.Submission.Labels.All(request.Labels.Contains) && !(job.StartBy < now);

    private static bool Matches(Job job, JobQuery query) =>
        (query.Tenant is null || job.Tenant == query.Tenant) && (query.Queue is null || job.Queue == query.Queue) && (query.Kind is null || job.Kind == query.Kind)
        && (query.Statuses.Count == 0 || query.Statuses.Contains(job.Status)) && (query.Priority is null || job.Priority == query.Priority) && (query.Batch is null || job.Batch == query.Batch)
        && (query.Before is not { } before || job.Id < before);

    private ClaimedJob Claim(MemoryJob job, ClaimRequest request, DateTimeOffset now)
    {
        _ready.Remove(job.Place);
        job.Attempts++;
        (job.Status, job.Worker, job.StartedAt, job.LeaseUntil) = (JobStatus.Running, request.Worker, now, now + request.LeaseTime);
        Note(job, JobEventType.Running, $$"""{"worker":{{JsonSerializer.Serialize(request.Worker)}}}""");
        return new ClaimedJob(new JobLease(job.Id, job.Attempts), job.Submission.Kind, job.Submission.Payload, job.Submission.Tenant, job.Submission.TimeLimit, job.LastSequence);
    }

    private (int Again, int Lost) TakeBack(DateTimeOffset now)
    {
        var failure = new JobFailure(JobFailure.Crashed, "Its worker did not renew its lease: it was killed, or lost its connection.");
        var (again, lost) = (0, 0);
        foreach (var job in _jobs.Values.Where(job => job.Status == JobStatus.Running && job.LeaseUntil < now).OrderBy(job => job.LeaseUntil))
        {
            job.Failure = failure;
            if (++job.Crashes >= options.MaxCrashes)
            {
                End(job, JobStatus.Failed, JobEventType.Failed, failure);
                lost++;
                continue;
            }

            _lastRedelivery = (_lastRedelivery > now ? _lastRedelivery : now) + TimeSpan.FromSeconds(1d / options.RedeliveriesPerSecond);
            Delay(job, _lastRedelivery);
            Note(job, JobEventType.Retrying, failure);
            again++;
        }

        return (again, lost);
    }

    private int EndAll(Func<MemoryJob, bool> which, JobFailure failure)
    {
        var due = _jobs.Values.Where(which).ToList();
        foreach (var job in due)
        {
            job.Failure = failure;
            End(job, JobStatus.TimedOut, JobEventType.TimedOut, failure);
        }

        return due.Count;
    }

    private Task<bool> Change(JobLease lease, Func<MemoryJob, bool> change)
    {
        lock (_lock)
        {
            if (!_jobs.TryGetValue(lease.Id, out var job) || !job.Holds(lease) || !change(job))
            {
                return Task.FromResult(false);
            }
        }

        signals.EventsAdded(lease.Id);
        return Task.FromResult(true);
    }

    private MemoryJob? Find(Guid id, string? tenant) => _jobs.TryGetValue(id, out var job) && (tenant is null || job.Submission.Tenant == tenant) ? job : null;

    private void MakeReady(MemoryJob job)
    {
        (job.Status, job.IsDelayed) = (JobStatus.Pending, false);
        _ready.Add(job.Place);
        signals.JobsReady(job.Submission.Queue);
    }

    private static void Delay(MemoryJob job, DateTimeOffset until) => (job.Status, job.IsDelayed, job.RunAt) = (JobStatus.Pending, true, until);

    private void End(MemoryJob job, JobStatus status, JobEventType type, JobFailure? failure = null)
    {
        _ready.Remove(job.Place);
        (job.Status, job.IsDelayed, job.FinishedAt) = (status, false, time.GetUtcNow());
        Note(job, type, failure);
    }

    private void Note(MemoryJob job, JobEventType type, JobFailure? failure = null) =>
        Note(job, type, failure is null ? "{}" : $$"""{"code":{{JsonSerializer.Serialize(failure.Code)}},"message":{{JsonSerializer.Serialize(failure.Message)}}}""");

    private void Note(MemoryJob job, JobEventType type, string data)
    {
        job.Events.Add(new JobEvent(job.LastSequence + 1, job.Attempts, type, data, time.GetUtcNow()));
        signals.EventsAdded(job.Id);
    }
}
