using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Routing;

/// <summary>How a request will be served: the candidates in the order they are tried, or the error that says why there are none.</summary>
internal sealed record RoutePlan(IReadOnlyList<RouteCandidate> Candidates, ApiError? Error)
{
    public static RoutePlan Refuse(ApiError error) => new([], error);
}
