namespace Switchyard.Queue;

/// <summary>Which jobs to list, the newest first.</summary>
public sealed record JobQuery
{
    /// <summary>Whose; <see langword="null"/> for all tenants'.</summary>
    public string? Tenant { get; init; }

    /// <summary>Of which queue.</summary>
    public string? Queue { get; init; }

    /// <summary>Of which kind.</summary>
    public string? Kind { get; init; }

    /// <summary>In which of these states; empty for all.</summary>
    public IReadOnlyList<JobStatus> Statuses { get; init; } = [];

    /// <summary>Of which priority.</summary>
    public JobPriority? Priority { get; init; }

    /// <summary>Of which batch.</summary>
    public Guid? Batch { get; init; }

    /// <summary>Only those older than this job: the last one of the page before.</summary>
    public Guid? Before { get; init; }

    /// <summary>How many at most, up to 1,000.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Gets whether a job is one of them, apart from <see cref="Limit"/>.</summary>
    internal bool Matches(Job job) =>
        (Tenant is null || job.Tenant == Tenant) && (Queue is null || job.Queue == Queue) && (Kind is null || job.Kind == Kind)
        && (Statuses.Count == 0 || Statuses.Contains(job.Status)) && (Priority is null || job.Priority == Priority) && (Batch is null || job.Batch == Batch)
        && (Before is not { } before || job.Id < before);
}
