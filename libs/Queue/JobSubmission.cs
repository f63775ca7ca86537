namespace Switchyard.Queue;

/// <summary>A job to be done.</summary>
/// <param name="Kind">What kind of job it is, such as <c>chat.completions</c>: workers say which kinds they do.</param>
/// <param name="Payload">What to do, as the kind's handler reads it; at most <see cref="QueueOptions.MaxPayloadBytes"/>.</param>
public sealed record JobSubmission(string Kind, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The tenant of all that names none.</summary>
    public const string DefaultTenant = "default";

    /// <summary>The queue, if there are several.</summary>
    public string Queue { get; init; } = "default";

    /// <summary>Whose job it is: tenants take turns, and see their own jobs only.</summary>
    public string Tenant { get; init; } = DefaultTenant;

    /// <summary>Which waiting jobs it goes before.</summary>
    public JobPriority Priority { get; init; } = JobPriority.Normal;

    /// <summary>A name the tenant gave the job: submitted again under it, the job is not done again. At most 255 characters.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>How long it waits before it may start.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How long it may wait for its first start, counted from its submission; later it is <see cref="JobStatus.TimedOut"/>.</summary>
    public TimeSpan? StartWithin { get; init; }

    /// <summary>What a worker has to offer to take it, such as <c>gpu</c>.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>How often it is tried again after it failed.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>How long one try may take. A handler is asked to stop a tenth earlier.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the job and its result are kept after it ended.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The batch it belongs to.</summary>
    public Guid? Batch { get; init; }
}
