namespace Switchyard.AgentHost.Agents;

/// <summary>An agent that runs can be started on.</summary>
internal sealed record AgentProfile(string Id, string Description, string SystemPrompt);
