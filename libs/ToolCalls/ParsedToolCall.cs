namespace Switchyard.ToolCalls;

/// <summary>A tool call the model wrote.</summary>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">The arguments as JSON text.</param>
public sealed record ParsedToolCall(string Name, string Arguments);
