using Switchyard.Router.Forwarding;
using Switchyard.Router.Routing;

namespace Switchyard.Router.Failover;

/// <summary>What came of a request after all its attempts.</summary>
/// <param name="Attempt">How the last ended; with an error where nothing was sent to the caller.</param>
/// <param name="Candidate">Who made it.</param>
/// <param name="Attempts">How many requests were sent.</param>
internal readonly record struct FailoverResult(AttemptResult Attempt, RouteCandidate Candidate, int Attempts);
