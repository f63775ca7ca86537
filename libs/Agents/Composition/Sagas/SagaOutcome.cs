namespace Switchyard.Agents.Composition.Sagas;

/// <summary>What an action gave.</summary>
/// <param name="Output">The result, for later steps and the saga's answer.</param>
public sealed record SagaOutcome(string Output)
{
    /// <summary>Gets what it used, where models were asked.</summary>
    public AgentUsage Usage { get; init; } = new();

    /// <summary>Gets how long it took, where a limit of the caller's is to hold for it.</summary>
    public TimeSpan Latency { get; init; }
}
