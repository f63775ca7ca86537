namespace Switchyard.Agents.Composition.Voting;

/// <summary>What a member said.</summary>
internal sealed record CastVote(string Member, AgentResult Result);
