namespace Switchyard.Contracts.Agents;


/// <summary>Answer of <c>GET /v1/agents/{id}/versions</c>, newest first.</summary>
public sealed record AgentVersionList
{
    /// <summary>Gets the versions.</summary>
    public required IReadOnlyList<AgentVersion> Data { get; init; }
}
