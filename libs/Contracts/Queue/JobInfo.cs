namespace Switchyard.Contracts.Queue;

/// <summary>A job as it stands.</summary>
public sealed record JobInfo
{
    /// <summary>Gets its name.</summary>
    public required string Id { get; init; }

    /// <summary>Gets what this is: <c>job</c>.</summary>
    public string Object { get; init; } = "job";

    /// <summary>Gets what is asked.</summary>
    public required string Url { get; init; }

    /// <summary>Gets the queue it is in.</summary>
    public required string Queue { get; init; }

    /// <summary>Gets which waiting jobs it goes before.</summary>
    public required string Priority { get; init; }

    /// <summary>Gets where it stands: <c>pending</c>, <c>running</c>, <c>completed</c>, <c>failed</c>, <c>cancelled</c> or <c>timeout</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Gets how many attempts were begun.</summary>
    public int Attempts { get; init; }

    /// <summary>Gets how many of them failed.</summary>
    public int Failures { get; init; }

    /// <summary>Gets how many of them ended with their worker.</summary>
    public int Crashes { get; init; }

    /// <summary>Gets how often it may fail and be tried again.</summary>
    public int Retries { get; init; }

    /// <summary>Gets what a worker has to offer to take it.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Gets what it waits for where it could start and no worker that lives takes it.</summary>
    public string? WaitingFor { get; init; }

    /// <summary>Gets the worker that has it, or had it last.</summary>
    public string? Worker { get; init; }

    /// <summary>Gets why it, or its last attempt, failed.</summary>
    public JobError? Error { get; init; }

    /// <summary>Gets when it was submitted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets when it may start, or might.</summary>
    public required DateTimeOffset RunAt { get; init; }

    /// <summary>Gets when its newest attempt began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Gets when it ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }
}
