using Switchyard.Agents.Tools;

namespace Switchyard.Agents.Events;

/// <summary>A tool answered.</summary>
/// <param name="CallId">The call it answers.</param>
/// <param name="Name">The tool's name.</param>
/// <param name="Result">What the model is shown.</param>
/// <param name="Duration">How long it took.</param>
public sealed record ToolResultEvent(string CallId, string Name, ToolResult Result, TimeSpan Duration) : AgentEvent;
