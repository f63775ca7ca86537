namespace Switchyard.Agents.Composition.Voting;

/// <summary>How far a vote came.</summary>
internal sealed record VoteState : CompositionState
{
    /// <summary>What the members said, in their order.</summary>
    public IReadOnlyList<CastVote> Votes { get; init; } = [];

    /// <summary>The answers among which a tie has to be decided.</summary>
    public IReadOnlyList<string> Tied { get; init; } = [];

    public static VoteState Of(AgentTask task) => new() { Task = task };
}
