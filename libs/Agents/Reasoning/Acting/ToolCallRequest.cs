using System.Text.Json;

namespace Switchyard.Agents.Reasoning.Acting;

/// <summary>What a tool is called with, as it is journalled.</summary>
/// <param name="CallId">The call's id, unique in the run.</param>
/// <param name="Arguments">The arguments as the model wrote them.</param>
internal sealed record ToolCallRequest(string CallId, JsonElement Arguments);
