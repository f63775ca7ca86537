using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Switchyard.Queue.Memory;

/// <summary>The jobs in memory and how they change; used only under the lock of <see cref="MemoryJobStore"/>.</summary>
internal sealed class MemoryJobs(QueueOptions options, IQueueSignals signals, TimeProvider time)
{
    private const int MaxChanges = 256;

    private readonly Dictionary<Guid, MemoryJob> _jobs = [];
    private readonly Dictionary<(string Tenant, string Key), MemoryJob> _keys = [];
    private readonly MemoryOrder _order = new(options);

    public event Action<IReadOnlyList<JobNotice>>? Happened;

    public IReadOnlyCollection<MemoryJob> All => _jobs.Values;

    public DateTimeOffset Now => time.GetUtcNow();

    private IEnumerable<MemoryJob> Pending => All.Where(job => job.Status == JobStatus.Pending);

    public MemoryJob? Find(Guid id, string? tenant = null) => _jobs.TryGetValue(id, out var job) && (tenant is null || job.Submission.Tenant == tenant) ? job : null;

    /// <summary>Finds the job of a lease that is still held.</summary>
    public bool TryFind(JobLease lease, [NotNullWhen(true)] out MemoryJob? job)
    {
        job = Find(lease.Id);
        return job is not null && job.Holds(lease);
    }

    public SubmitReceipt Submit(JobSubmission submission)
    {
        var hash = SubmissionRules.HashOf(submission);
        if (submission.IdempotencyKey is { } key && _keys.TryGetValue((submission.Tenant, key), out var earlier))
        {
            return new(earlier.Hash.AsSpan().SequenceEqual(hash) ? SubmitOutcome.Replayed : SubmitOutcome.Conflict, earlier.Id);
        }

        if (Pending.Count(other => other.Submission.Queue == submission.Queue && other.Submission.Tenant == submission.Tenant) >= options.MaxPendingPerTenant)
        {
            return new(SubmitOutcome.QueueFull, Guid.Empty);
        }

        var now = Now;
        var job = new MemoryJob(JobIds.Next(now), submission, hash, now) { IsDelayed = submission.Delay > TimeSpan.Zero, Rank = _order.RankOf(submission, Pending) };
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

    public List<ClaimedJob> Claim(ClaimRequest request)
    {
        var now = Now;
        return [.. _order.Pick(request, now).Select(job => Claim(job, request, now))];
    }

    public void Replay(MemoryJob job)
    {
        (job.Failures, job.Crashes, job.RunAt, job.StartBy, job.FinishedAt) = (0, 0, Now, null, null);
        job.Replays++;
        job.Rank = _order.RankAfterAll(job.Submission);
        MakeReady(job);
        Note(job, JobEventType.Pending);
    }

    public void MakeReady(MemoryJob job)
    {
        (job.Status, job.IsDelayed) = (JobStatus.Pending, false);
        _order.Add(job);
        signals.JobsReady(job.Submission.Queue);
    }

    /// <summary>Has the job tried again at <paramref name="at"/>.</summary>
    public void Retry(MemoryJob job, DateTimeOffset at, JobFailure failure)
    {
        (job.Status, job.IsDelayed, job.RunAt, job.Failure) = (JobStatus.Pending, true, at, failure);
        Note(job, JobEventType.Retrying, failure);
    }

    public void End(MemoryJob job, JobStatus status, JobEventType type, JobFailure? failure = null)
    {
        _order.Remove(job);
        (job.Status, job.IsDelayed, job.FinishedAt, job.Failure) = (status, false, Now, failure ?? job.Failure);
        Note(job, type, failure);
        signals.JobsEnded([job.Id]);
    }

    public void Forget(MemoryJob job)
    {
        _jobs.Remove(job.Id);
        if (job.Submission.IdempotencyKey is { } key)
        {
            _keys.Remove((job.Submission.Tenant, key));
        }
    }

    /// <summary>Adds what the holder of a lease says of its job.</summary>
    public void Append(MemoryJob job, IEnumerable<JobEvent> events)
    {
        var last = job.LastSequence;
        foreach (var item in events.Where(item => item.Sequence > last))
        {
            job.Events.Add(item with { Attempt = job.Attempts, At = Now });
            Tell(job);
        }
    }

    public void Note(MemoryJob job, JobEventType type, JobFailure? failure = null) =>
        Note(job, type, failure is null ? "{}" : $$"""{"code":{{JsonSerializer.Serialize(failure.Code)}},"message":{{JsonSerializer.Serialize(failure.Message)}}}""");

    private ClaimedJob Claim(MemoryJob job, ClaimRequest request, DateTimeOffset now)
    {
        _order.Remove(job);
        job.Attempts++;
        (job.Status, job.Worker, job.StartedAt, job.LeaseUntil) = (JobStatus.Running, request.Worker, now, now + request.LeaseTime);
        Note(job, JobEventType.Running, $$"""{"worker":{{JsonSerializer.Serialize(request.Worker)}}}""");
        return new ClaimedJob(new JobLease(job.Id, job.Attempts), job.Submission.Kind, job.Submission.Payload, job.Submission.Tenant, job.Submission.TimeLimit, job.LastSequence) { Replays = job.Replays };
    }

    private void Note(MemoryJob job, JobEventType type, string data)
    {
        // The first and the newest are kept: a job that is handed back for days does not grow for as long.
        if (job.Events.Where(IsChange).Skip(1).ToList() is { Count: >= MaxChanges } changes)
        {
            job.Events.Remove(changes[0]);
        }

        job.Events.Add(new JobEvent(job.LastSequence + 1, job.Attempts, type, data, Now));
        Tell(job);
        signals.EventsAdded([job.Id]);
    }

    private void Tell(MemoryJob job)
    {
        if (job.Events[^1] is { Type: not JobEventType.Content } newest)
        {
            Happened?.Invoke([new JobNotice(job.Id, newest.Type, newest.Sequence, newest.Attempt, job.Submission.Queue, job.Submission.Tenant)]);
        }
    }

    private static bool IsChange(JobEvent item) => item.Type is not (JobEventType.Progress or JobEventType.Content);
}
