namespace Switchyard.Contracts.Queue;

/// <summary>A worker that lives.</summary>
public sealed record QueueWorker
{
    /// <summary>Gets its identity, which no worker before or after it has.</summary>
    public required string Id { get; init; }

    /// <summary>Gets its name: the machine and the process.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the queue it serves.</summary>
    public required string Queue { get; init; }

    /// <summary>Gets what it does when asked: urls, and beginnings of urls with an asterisk; empty for everything.</summary>
    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary>Gets what it has to offer to jobs that ask for it.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Gets how many jobs it does at once.</summary>
    public required int Concurrency { get; init; }

    /// <summary>Gets how many it does now.</summary>
    public required int Running { get; init; }

    /// <summary>Gets when it started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets when it was last heard of; workers are every five seconds.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>Gets whether it is to end: it takes no more jobs.</summary>
    public required bool Stopping { get; init; }
}
