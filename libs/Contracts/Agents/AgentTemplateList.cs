namespace Switchyard.Contracts.Agents;

/// <summary>Answer of <c>GET /v1/agents/templates</c>.</summary>
public sealed record AgentTemplateList
{
    /// <summary>Gets the templates.</summary>
    public required IReadOnlyList<AgentTemplate> Data { get; init; }
}
