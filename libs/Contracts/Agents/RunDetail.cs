namespace Switchyard.Contracts.Agents;

/// <summary>Answer of <c>GET /v1/runs/{id}</c>: the run and its events without the single tokens.</summary>
public sealed record RunDetail : RunSummary
{
    /// <summary>Gets the recorded events in order.</summary>
    public required IReadOnlyList<RunEvent> Events { get; init; }
}
