namespace Switchyard.Contracts.Agents;

/// <summary>Answer of <c>GET /v1/agents</c>.</summary>
public sealed record AgentList
{
    /// <summary>Gets the agents.</summary>
    public required IReadOnlyList<AgentInfo> Data { get; init; }
}
