namespace Switchyard.Agents.Client.Backends.Answers;

/// <summary>What a model said, and what it took.</summary>
internal sealed record ModelReply(string Text, string Backend, string Model, TimeSpan Latency, AgentUsage Usage);
