namespace Switchyard.Contracts.Agents;

/// <summary>One agent a run can be started on.</summary>
public sealed record AgentInfo
{
    /// <summary>Gets the agent's name, as in the route.</summary>
    public required string Id { get; init; }

    /// <summary>Gets one sentence about it.</summary>
    public required string Description { get; init; }

    /// <summary>Gets the model string it uses by default.</summary>
    public required string Model { get; init; }

    /// <summary>Gets the names of its tools.</summary>
    public required IReadOnlyList<string> Tools { get; init; }
}
