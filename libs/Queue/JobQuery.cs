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
}
