namespace Switchyard.AgentHost.Runs;

/// <summary>A run that was committed and is about to be worked on.</summary>
internal sealed record RunStart(string Id, string User, string Agent, string Conversation, string Model, string Input);
