using Switchyard.Agents.Hooks;

namespace Switchyard.Agents.Composition.Voting;

/// <summary>How votes are counted.</summary>
public sealed record VoteOptions
{
    /// <summary>Gets how many equal votes an answer needs. Default: those of more than half of the members.</summary>
    public QuorumRule Quorum { get; init; } = QuorumRule.Majority;

    /// <summary>Gets what happens where several answers share the most votes. Default: there is no answer.</summary>
    public TieRule Tie { get; init; } = TieRule.Fail;

    /// <summary>Gets who decides a tie under <see cref="TieRule.Judge"/>; unused elsewhere.</summary>
    public IAgent? Judge { get; init; }

    /// <summary>Gets the hooks that see, change, refuse or replace the workflow.</summary>
    public HookPipeline Hooks { get; init; } = HookPipeline.Empty;

    /// <summary>Gets what makes two answers the same vote: those it gives one text for. Without side effects. Default: letters' case, blanks and a full stop at the end make no difference.</summary>
    public Func<string, string> Normalize { get; init; } = Ballots.Normalize;
}
