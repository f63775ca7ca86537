namespace Switchyard.Agents.Events;

/// <summary>A piece of what the model says. The <see cref="ThoughtEvent"/> or <see cref="MessageEvent"/> that follows holds the whole text and takes the pieces' place.</summary>
/// <param name="Text">The piece.</param>
public sealed record TokenEvent(string Text) : AgentEvent;
