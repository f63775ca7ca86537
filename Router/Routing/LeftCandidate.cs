namespace Switchyard.Router.Routing;

/// <summary>A candidate that a request does not go to.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Reason">Why, for the request's trace.</param>
internal readonly record struct LeftCandidate(RouteCandidate Candidate, string Reason);
