namespace Switchyard.Agents.Events;

/// <summary>What the model said before it called a tool.</summary>
/// <param name="Text">The text.</param>
public sealed record ThoughtEvent(string Text) : AgentEvent;
