namespace Switchyard.Contracts.Agents;

/// <summary>A definition to begin with: an agent whose definition names it in <see cref="AgentDocument.Template"/> has what it has, and what the definition says itself holds instead.</summary>
public sealed record AgentTemplate
{
    /// <summary>Gets the name by which definitions choose it.</summary>
    public required string Id { get; init; }

    /// <summary>Gets one sentence that says what agents of it are for.</summary>
    public required string Description { get; init; }

    /// <summary>Gets what agents of it have.</summary>
    public required AgentDocument Definition { get; init; }
}
