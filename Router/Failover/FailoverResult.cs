using Switchyard.Router.Forwarding;
using Switchyard.Router.Forwarding.Answers;
using Switchyard.Router.Requests;
using Switchyard.Router.Routing;

namespace Switchyard.Router.Failover;

/// <summary>What came of a request after all its attempts.</summary>
/// <param name="Attempt">How the last ended; with an error where nothing was sent to the caller.</param>
/// <param name="Candidate">Who made it.</param>
/// <param name="Attempts">How many requests were sent.</param>
/// <param name="LastAttempt">The last attempt in the trace; <see langword="null"/> where none was made.</param>
internal readonly record struct FailoverResult(AttemptResult Attempt, RouteCandidate Candidate, int Attempts, AttemptTrace? LastAttempt)
{
    /// <summary>Gets the result where what was sent is no answer after all: the upstream's failure, unless there is an error already.</summary>
    public FailoverResult WithoutAnswer() => Attempt.Error is null ? this with { Attempt = new AttemptResult(AttemptOutcome.Failed, ProviderErrors.Unreadable()) } : this;
}
