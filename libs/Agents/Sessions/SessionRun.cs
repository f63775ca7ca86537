namespace Switchyard.Agents.Sessions;

/// <summary>What came of running an agent in a session.</summary>
/// <param name="Session">The session, with one more turn where the agent answered; as it was elsewhere.</param>
/// <param name="Result">What the agent did. A run that waits for a person goes on by the same task, when the answer is there.</param>
public sealed record SessionRun(AgentSession Session, AgentResult Result);
