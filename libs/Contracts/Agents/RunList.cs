namespace Switchyard.Contracts.Agents;

/// <summary>Answer of <c>GET /v1/runs</c>, newest first.</summary>
public sealed record RunList
{
    /// <summary>Gets the runs.</summary>
    public required IReadOnlyList<RunSummary> Data { get; init; }

    /// <summary>Gets the value for <c>before</c> that continues the list; absent at its end.</summary>
    public string? Next { get; init; }
}
