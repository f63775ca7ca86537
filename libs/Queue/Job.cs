namespace Switchyard.Queue;

/// <summary>A job as it stands.</summary>
/// <param name="Id">Its name; later jobs have greater ones (RFC 9562, version 7).</param>
/// <param name="Kind">What kind of job it is.</param>
/// <param name="Queue">The queue it is in.</param>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Priority">Which waiting jobs it goes before.</param>
/// <param name="Status">Where it stands.</param>
public sealed record Job(Guid Id, string Kind, string Queue, string Tenant, JobPriority Priority, JobStatus Status)
{
    /// <summary>How many attempts were begun.</summary>
    public int Attempts { get; init; }

    /// <summary>How many of them failed.</summary>
    public int Failures { get; init; }

    /// <summary>How many of them ended with their worker: counted apart, since that may not be the job's fault.</summary>
    public int Crashes { get; init; }

    /// <summary>How often it may fail and be tried again.</summary>
    public int Retries { get; init; }

    /// <summary>What a worker has to offer to take it.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Whether it could start and no worker that lives takes such jobs.</summary>
    public bool IsUnserved { get; init; }

    /// <summary>The worker that has it, or had it last.</summary>
    public string? Worker { get; init; }

    /// <summary>Why it failed, or why its last attempt did.</summary>
    public JobFailure? Failure { get; init; }

    /// <summary>The batch it belongs to.</summary>
    public Guid? Batch { get; init; }

    /// <summary>The number of its newest event.</summary>
    public long LastSequence { get; init; }

    /// <summary>When it was submitted.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it may start.</summary>
    public DateTimeOffset RunAt { get; init; }

    /// <summary>When its newest attempt began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Gets whether nothing will happen to it any more, unless it is replayed.</summary>
    public bool IsFinal => Status > JobStatus.Running;
}
