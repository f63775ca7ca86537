namespace Switchyard.Contracts.Agents;

/// <summary>One agent a run can be started on.</summary>
public record AgentInfo
{
    /// <summary>Gets the agent's name, as in the route.</summary>
    public required string Id { get; init; }

    /// <summary>Gets one sentence about it.</summary>
    public required string Description { get; init; }

    /// <summary>Gets the model string it uses by default.</summary>
    public required string Model { get; init; }

    /// <summary>Gets the names of its tools.</summary>
    public required IReadOnlyList<string> Tools { get; init; }

    /// <summary>Gets how it reasons.</summary>
    public string? Kind { get; init; }

    /// <summary>Gets the version that new runs get.</summary>
    public int? Version { get; init; }

    /// <summary>Gets where its definition comes from, one of <see cref="AgentSources"/>.</summary>
    public string? Source { get; init; }

    /// <summary>Gets what a run may use at most.</summary>
    public RunBudget? Budget { get; init; }

    /// <summary>Gets the agents it may call.</summary>
    public IReadOnlyList<string>? Agents { get; init; }
}
