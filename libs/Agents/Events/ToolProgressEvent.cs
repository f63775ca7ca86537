using Switchyard.Agents.Tools.Progress;

namespace Switchyard.Agents.Events;

/// <summary>A tool says how far it has come. Not all that it says is told: what follows shortly after another one is left out.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Name">The tool's name.</param>
/// <param name="Progress">How far.</param>
public sealed record ToolProgressEvent(string CallId, string Name, ToolProgress Progress) : AgentEvent;
