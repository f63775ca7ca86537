namespace Switchyard.Contracts.Queue;

/// <summary>Answer of <c>GET /v1/queue/depths</c>.</summary>
public sealed record QueueDepthList
{
    /// <summary>Gets what this is: <c>list</c>.</summary>
    public string Object { get; init; } = "list";

    /// <summary>Gets the depths, by queue and from the highest priority down.</summary>
    public required IReadOnlyList<QueueDepth> Data { get; init; }
}
