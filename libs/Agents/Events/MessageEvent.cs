namespace Switchyard.Agents.Events;

/// <summary>The whole answer.</summary>
/// <param name="Text">The text.</param>
public sealed record MessageEvent(string Text) : AgentEvent;
