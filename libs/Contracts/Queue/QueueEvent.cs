namespace Switchyard.Contracts.Queue;

/// <summary>The data of an event of <c>GET /v1/queue/events</c>: that something happened to a job. What it says is in the job's own events.</summary>
public sealed record QueueEvent
{
    /// <summary>Gets the job's id.</summary>
    public required string JobId { get; init; }

    /// <summary>Gets what happened, one of <see cref="QueueEventTypes"/>; parts of results are not told.</summary>
    public required string Type { get; init; }

    /// <summary>Gets the number of the event among the job's, by which those that several processes told are put in order.</summary>
    public required long Sequence { get; init; }

    /// <summary>Gets the attempt it belongs to; 0 before the first.</summary>
    public required int Attempt { get; init; }

    /// <summary>Gets the queue the job is in.</summary>
    public required string Queue { get; init; }

    /// <summary>Gets whose job it is.</summary>
    public required string Tenant { get; init; }

    /// <summary>Gets when the process that did it told it.</summary>
    public required DateTimeOffset Timestamp { get; init; }
}
