namespace Switchyard.Agents.Tools;

/// <summary>On whose behalf a tool is called.</summary>
/// <param name="User">The user whose memory and files the tool may touch.</param>
public sealed record ToolContext(string User);
