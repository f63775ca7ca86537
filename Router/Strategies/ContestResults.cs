using Switchyard.Router.Failover;

namespace Switchyard.Router.Strategies;

/// <summary>Says whose result is the request's.</summary>
internal static class ContestResults
{
    /// <summary>Gets the winner's, or without one the first's, which is the model the caller or the operator likes best; in the trace, who won.</summary>
    public static FailoverResult Judge(Contest contest, IReadOnlyList<Contender> contenders, IReadOnlyList<FailoverResult> results)
    {
        var served = 0;
        for (var i = 0; i < results.Count; i++)
        {
            if (contenders[i] == contest.Winner)
            {
                served = i;
                results[i].LastAttempt?.Judge("taken: the first good answer", isServed: true);
            }
            else if (contest.Winner is { } winner && contenders[i].IsLost)
            {
                results[i].LastAttempt?.Judge($"cancelled: '{winner.Plan.Candidates[0].ModelId}' answered first", isServed: false);
            }
        }

        return results[served] with { Attempts = results.Sum(result => result.Attempts) };
    }
}
