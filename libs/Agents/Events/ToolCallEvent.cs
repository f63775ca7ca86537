using System.Text.Json;

namespace Switchyard.Agents.Events;

/// <summary>The model calls a tool.</summary>
/// <param name="CallId">The call's id, unique in the run.</param>
/// <param name="Name">The tool's name as the model wrote it.</param>
/// <param name="Arguments">The arguments as the model wrote them; null when they could not be read.</param>
public sealed record ToolCallEvent(string CallId, string Name, JsonElement? Arguments) : AgentEvent;
