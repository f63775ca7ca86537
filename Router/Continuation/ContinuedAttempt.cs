using Switchyard.Providers;
using Switchyard.Router.Balancing;
using Switchyard.Router.Failover;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Forwarding.Events;
using Switchyard.Router.Routing;

namespace Switchyard.Router.Continuation;

/// <summary>The attempt to continue, and the places it takes at its upstream.</summary>
internal sealed class ContinuedAttempt(RouteCandidate candidate, ContinuationRequest request, UpstreamGuard guard, CircuitPass pass, TimeProvider time) : IDisposable
{
    private readonly long _started = time.GetTimestamp();
    private readonly RequestLoad _load = Begin(candidate, request, guard);
    private bool _isEnded;

    public RouteCandidate Candidate => candidate;

    public ContinuationRequest Request => request;

    public CircuitPass Pass => pass;

    /// <summary>Gets what came of the answer.</summary>
    public StreamOutcome Answer { get; } = new() { Tools = request.Tools };

    /// <summary>Gets or sets why there is none.</summary>
    public AttemptResult? Failure { get; set; }

    /// <summary>Gets how long the upstream took to begin.</summary>
    public TimeSpan? FirstByte { get; private set; }

    public AttemptRecord ToRecord() => new(candidate, request.Body.Length, Answer, FirstByte, time.GetElapsedTime(_started), IsCommitted: FirstByte is not null);

    /// <summary>Says that the upstream accepted.</summary>
    public void Accept()
    {
        FirstByte = time.GetElapsedTime(_started);
        Answer.Load = _load;
        pass.Succeed();
    }

    /// <summary>Says that the upstream refused.</summary>
    public void Refuse(ProviderError refusal) => Failure = new AttemptResult(RefusalPolicy.Judge(refusal), refusal with { Param = null });

    public void Dispose()
    {
        if (!_isEnded)
        {
            _isEnded = true;
            pass.Leave();
            guard.Budget.End();
            _load.Dispose();
        }
    }

    private static RequestLoad Begin(RouteCandidate candidate, ContinuationRequest request, UpstreamGuard guard)
    {
        guard.Budget.Begin();
        var estimate = candidate.Provider.Estimate;
        return candidate.Endpoint.Load.Begin(estimate.PromptTokens(request.Body.Length), estimate.AnswerTokens);
    }
}
