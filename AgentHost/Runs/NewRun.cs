namespace Switchyard.AgentHost.Runs;

/// <summary>A run that is to be committed.</summary>
internal sealed record NewRun(string User, string Agent, string? Conversation, string Model, string Input, RunKey? Key);
