namespace Switchyard.Agents.Composition.Voting;

/// <summary>What happens where several answers share the most votes. The rule decides whatever the quorum is.</summary>
public enum TieRule
{
    /// <summary>There is no answer.</summary>
    Fail,

    /// <summary>The answer of the member that was named first wins.</summary>
    FirstMember,

    /// <summary>The judge decides; see <see cref="VoteOptions.Judge"/>.</summary>
    Judge,

    /// <summary>A person decides, and the run waits.</summary>
    Person,
}
