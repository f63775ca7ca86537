namespace Switchyard.Agents.Composition.Voting;

/// <summary>What a vote comes to: an answer, none, or several among which is to be decided.</summary>
internal sealed record VoteVerdict
{
    /// <summary>Whose answer it is; <see langword="null"/> where there is none yet.</summary>
    public CastVote? Winner { get; private init; }

    /// <summary>Why there is no answer.</summary>
    public string? Error { get; private init; }

    /// <summary>The answers among which a judge or a person decides; empty elsewhere.</summary>
    public IReadOnlyList<string> Tied { get; private init; } = [];

    /// <summary>Counts votes.</summary>
    /// <param name="votes">What the members said, in their order.</param>
    /// <param name="failures">Why some did not vote.</param>
    /// <param name="options">How they are counted.</param>
    public static VoteVerdict Of(IReadOnlyList<CastVote> votes, IEnumerable<string> failures, VoteOptions options)
    {
        var ballots = new Ballots(votes, options.Normalize);
        var reasons = string.Concat(failures.Select(static failure => $" {failure}."));
        if (ballots.Leaders.Count > 1)
        {
            return options.Tie switch
            {
                TieRule.Fail => new VoteVerdict { Error = $"{ballots.Leaders.Count} answers have {ballots.Most} votes each: {VoteTie.Quote(OutputsOf(ballots))}.{reasons}" },
                TieRule.FirstMember => new VoteVerdict { Winner = ballots.Leaders[0] },
                _ => new VoteVerdict { Tied = OutputsOf(ballots) },
            };
        }

        var needed = ballots.Needed(options.Quorum);
        return ballots.Most >= needed
            ? new VoteVerdict { Winner = ballots.Leaders[0] }
            : new VoteVerdict { Error = $"No answer has the {needed} of {votes.Count} votes that {options.Quorum} needs; the best has {ballots.Most}.{reasons}" };
    }

    private static string[] OutputsOf(Ballots ballots) => [.. ballots.Leaders.Select(static vote => vote.Result.Output!)];
}
