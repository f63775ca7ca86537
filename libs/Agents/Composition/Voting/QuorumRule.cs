namespace Switchyard.Agents.Composition.Voting;

/// <summary>How many equal votes an answer needs. Members that fail count as members that did not vote, not as fewer members.</summary>
public enum QuorumRule
{
    /// <summary>More than any other answer.</summary>
    Plurality,

    /// <summary>Those of more than half of the members.</summary>
    Majority,

    /// <summary>Those of at least two thirds of the members.</summary>
    TwoThirds,

    /// <summary>Those of all members.</summary>
    Unanimity,
}
