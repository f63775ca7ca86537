namespace Switchyard.Queue.Memory;

/// <summary>A job of <see cref="MemoryJobStore"/>, changed only under its lock.</summary>
internal sealed class MemoryJob(Guid id, JobSubmission submission, byte[] hash, DateTimeOffset createdAt)
{
    public Guid Id => id;

    public JobSubmission Submission => submission;

    public byte[] Hash => hash;

    public JobStatus Status { get; set; } = JobStatus.Pending;

    /// <summary>Waits for its time; only then among the ready.</summary>
    public bool IsDelayed { get; set; }

    public long Rank { get; set; }

    public int Attempts { get; set; }

    public int Failures { get; set; }

    public int Crashes { get; set; }

    public int Replays { get; set; }

    public string? Worker { get; set; }

    public JobFailure? Failure { get; set; }

    public JobResult? Result { get; set; }

    public DateTimeOffset RunAt { get; set; } = createdAt + submission.Delay;

    public DateTimeOffset? StartBy { get; set; } = createdAt + submission.StartWithin;

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public DateTimeOffset LeaseUntil { get; set; }

    public List<JobEvent> Events { get; } = [];

    public long LastSequence => Events.Count == 0 ? 0 : Events[^1].Sequence;

    /// <summary>Its place among the ready jobs of its queue.</summary>
    public (int, long, Guid) Place => (-(int)submission.Priority, Rank, id);

    public bool IsReady => Status == JobStatus.Pending && !IsDelayed;

    /// <summary>Gets whether it is of the queue and the priority of <paramref name="other"/>.</summary>
    public bool IsOfLevel(JobSubmission other) => submission.Queue == other.Queue && submission.Priority == other.Priority;

    public bool Suits(ClaimRequest request, DateTimeOffset now) =>
        submission.Queue == request.Queue && JobKinds.Include(request.Kinds, submission.Kind) && submission.Labels.All(request.Labels.Contains) && !(StartBy < now);

    public bool Holds(JobLease lease) => Status == JobStatus.Running && Attempts == lease.Attempt;

    /// <summary>Says how it stands; <paramref name="isServed"/> is whether a worker takes such jobs.</summary>
    public Job Describe(bool isServed) => new(id, submission.Kind, submission.Queue, submission.Tenant, submission.Priority, Status)
    {
        Attempts = Attempts,
        Failures = Failures,
        Crashes = Crashes,
        Retries = submission.Retries,
        Labels = submission.Labels,
        IsUnserved = IsReady && !isServed,
        Worker = Worker,
        Failure = Failure,
        Batch = submission.Batch,
        LastSequence = LastSequence,
        CreatedAt = createdAt,
        RunAt = RunAt,
        StartedAt = StartedAt,
        FinishedAt = FinishedAt,
    };
}
