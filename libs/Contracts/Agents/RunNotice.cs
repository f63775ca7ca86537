namespace Switchyard.Contracts.Agents;

/// <summary>One server-sent event of <c>GET /v1/events</c>: that something was recorded of a run. What it says is in the run's own events.</summary>
public sealed record RunNotice
{
    /// <summary>Gets the run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>Gets the event's position in the run.</summary>
    public required long Sequence { get; init; }

    /// <summary>Gets the event's kind, one of <see cref="RunEventTypes"/>; tokens are not told.</summary>
    public required string Type { get; init; }

    /// <summary>Gets when it happened.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Gets whose run it is.</summary>
    public required string User { get; init; }
}
