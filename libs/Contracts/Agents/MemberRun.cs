namespace Switchyard.Contracts.Agents;

/// <summary>The run of an agent that another run has called. Its history and state are read under its id; it is answered and cancelled by way of the run that called it.</summary>
public sealed record MemberRun
{
    /// <summary>Gets the run's id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the agent.</summary>
    public required string Agent { get; init; }

    /// <summary>Gets the agent's version.</summary>
    public required int Version { get; init; }

    /// <summary>Gets the state, one of <see cref="RunStatuses"/>.</summary>
    public required string Status { get; init; }

    /// <summary>Gets when it was called.</summary>
    public required DateTimeOffset CalledAt { get; init; }
}
