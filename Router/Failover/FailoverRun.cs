using Switchyard.Router.Forwarding;
using Switchyard.Router.Requests;
using Switchyard.Router.Routing;

namespace Switchyard.Router.Failover;

/// <summary>How far one request has come through its plan.</summary>
internal sealed class FailoverRun(RoutePlan plan, long deadline, int maxAttempts)
{
    private readonly AttemptResult[] _results = new AttemptResult[plan.Candidates.Count];
    private readonly int[] _tries = new int[plan.Candidates.Count];

    public RoutePlan Plan => plan;

    /// <summary>Gets the timestamp at which the request must have ended.</summary>
    public long Deadline => deadline;

    public int MaxAttempts => maxAttempts;

    /// <summary>Gets how many requests were sent.</summary>
    public int Attempts { get; private set; }

    /// <summary>Gets the candidate that came up last.</summary>
    public RouteCandidate Last { get; private set; } = plan.Candidates[0];

    /// <summary>Gets what came of it.</summary>
    public AttemptResult LastResult { get; private set; }

    /// <summary>Gets or sets the last attempt in the trace; <see langword="null"/> while none was made.</summary>
    public AttemptTrace? LastAttempt { get; set; }

    /// <summary>Gets the soonest that those who may be asked again want to be; null where one of them did not say.</summary>
    public TimeSpan? RetryAfter(RetryPolicy policy)
    {
        var wanted = Enumerable.Range(0, _tries.Length).Where(index => MayRepeat(index, policy)).Select(index => _results[index].Error?.RetryAfter).ToList();
        return wanted.Contains(null) ? null : wanted.Min();
    }

    public AttemptResult Note(int index, AttemptResult result, bool isTry)
    {
        _results[index] = LastResult = result;
        Last = plan.Candidates[index];
        if (isTry)
        {
            _tries[index]++;
            Attempts++;
        }

        return result;
    }

    public bool MayRepeat(int index, RetryPolicy policy) => policy.MayRepeat(_results[index].Outcome, _tries[index]);

    public bool CanGoOn(RetryPolicy policy) => Attempts < maxAttempts && Enumerable.Range(0, _tries.Length).Any(index => MayRepeat(index, policy));
}
