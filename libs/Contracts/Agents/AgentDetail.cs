using System.Diagnostics.CodeAnalysis;

namespace Switchyard.Contracts.Agents;

/// <summary>Answer of <c>GET</c> and <c>PUT /v1/agents/{id}</c>: one version of an agent, whole.</summary>
public sealed record AgentDetail : AgentInfo
{
    /// <summary>Creates an answer that is read.</summary>
    public AgentDetail()
    {
    }

    /// <summary>Creates the answer for one agent of the list.</summary>
    [SetsRequiredMembers]
    public AgentDetail(AgentInfo agent, AgentDocument definition, string yaml, IReadOnlyList<AgentVersion> versions)
        : base(agent)
    {
        Definition = definition;
        Yaml = yaml;
        Versions = versions;
    }

    /// <summary>Gets the definition with its defaults filled in.</summary>
    public required AgentDocument Definition { get; init; }

    /// <summary>Gets the definition as YAML: as it was written where it was, else as the host would write it.</summary>
    public required string Yaml { get; init; }

    /// <summary>Gets its versions, newest first.</summary>
    public required IReadOnlyList<AgentVersion> Versions { get; init; }

    /// <summary>Gets its graph as a Mermaid flowchart.</summary>
    public string? Graph { get; init; }
}
