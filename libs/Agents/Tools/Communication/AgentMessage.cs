namespace Switchyard.Agents.Tools.Communication;

/// <summary>A message from one agent to another of the same user.</summary>
/// <param name="User">Whose agents they are.</param>
/// <param name="From">The agent that sent it; empty where the sender is no agent.</param>
/// <param name="To">The agent it is for.</param>
/// <param name="Text">What it says.</param>
/// <param name="SentAt">When it was delivered.</param>
public sealed record AgentMessage(string User, string From, string To, string Text, DateTimeOffset SentAt);
