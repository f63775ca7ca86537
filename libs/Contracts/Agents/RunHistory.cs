namespace Switchyard.Contracts.Agents;


/// <summary>Answer of <c>GET /v1/runs/{id}/history</c>, oldest first.</summary>
public sealed record RunHistory
{
    /// <summary>Gets the entries.</summary>
    public required IReadOnlyList<RunHistoryItem> Data { get; init; }

    /// <summary>Gets the value for <c>after</c> that continues the list; absent at its end.</summary>
    public long? Next { get; init; }
}
