namespace Switchyard.Agents.Events;

/// <summary>Something that happens in an agent that the one that is watched has called.</summary>
/// <param name="Agent">The agent's name.</param>
/// <param name="RunId">Its run.</param>
/// <param name="Happened">What happens; again a <see cref="MemberEvent"/> where that agent has called another one.</param>
public sealed record MemberEvent(string Agent, Guid RunId, AgentEvent Happened) : AgentEvent;
