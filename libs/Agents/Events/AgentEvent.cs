namespace Switchyard.Agents.Events;

/// <summary>Something that happened while an agent works.</summary>
public abstract record AgentEvent;
