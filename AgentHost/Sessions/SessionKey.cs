namespace Switchyard.AgentHost.Sessions;

/// <summary>What names a conversation.</summary>
internal readonly record struct SessionKey(string User, string Agent, string Id);
