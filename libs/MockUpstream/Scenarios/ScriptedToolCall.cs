namespace Switchyard.MockUpstream.Scenarios;

/// <summary>A tool call to answer with.</summary>
/// <param name="Name">The tool.</param>
/// <param name="Arguments">A JSON object.</param>
public sealed record ScriptedToolCall(string Name, string Arguments);
