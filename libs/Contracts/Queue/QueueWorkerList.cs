namespace Switchyard.Contracts.Queue;

/// <summary>Answer of <c>GET /v1/queue/workers</c>.</summary>
public sealed record QueueWorkerList
{
    /// <summary>Gets what this is: <c>list</c>.</summary>
    public string Object { get; init; } = "list";

    /// <summary>Gets the workers that live, by queue and name.</summary>
    public required IReadOnlyList<QueueWorker> Data { get; init; }
}
