namespace Switchyard.Agents.Composition.Voting;

/// <summary>Counts votes.</summary>
internal sealed class Ballots
{
    private readonly int _members;

    public Ballots(IReadOnlyList<CastVote> votes, Func<string, string> normalize)
    {
        _members = votes.Count;
        var groups = votes.Where(vote => vote.Result is { IsSuccess: true, Output: not null }).GroupBy(vote => normalize(vote.Result.Output!)).Select(group => group.ToArray()).ToArray();
        Most = groups.Select(group => group.Length).DefaultIfEmpty().Max();
        Leaders = [.. groups.Where(group => group.Length == Most).Select(group => group[0])];
    }

    /// <summary>How many votes the leading answers have each.</summary>
    public int Most { get; }

    /// <summary>The first vote for each answer that has the most votes, in the members' order.</summary>
    public IReadOnlyList<CastVote> Leaders { get; }

    public static string Normalize(string answer) =>
        string.Join(' ', answer.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.').ToUpperInvariant();

    /// <summary>How many equal votes an answer needs.</summary>
    public int Needed(QuorumRule quorum) => quorum switch
    {
        QuorumRule.Plurality => 1,
        QuorumRule.Majority => (_members / 2) + 1,
        QuorumRule.TwoThirds => ((2 * _members) + 2) / 3,
        _ => _members,
    };
}
