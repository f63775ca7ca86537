namespace Switchyard.Contracts.Agents;


/// <summary>One version of an agent's definition. Versions are never changed.</summary>
public sealed record AgentVersion
{
    /// <summary>Gets the number, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>Gets where it comes from, one of <see cref="AgentSources"/>.</summary>
    public required string Source { get; init; }

    /// <summary>Gets when it was first seen.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
