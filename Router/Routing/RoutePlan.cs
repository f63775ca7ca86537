using System.Collections.Immutable;
using Switchyard.Router.DataClasses;
using Switchyard.Router.Strategies;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Routing;

/// <summary>How a request will be served: the candidates in the order they are tried, or the error that says why there are none.</summary>
internal sealed record RoutePlan(IReadOnlyList<RouteCandidate> Candidates, ApiError? Error)
{
    /// <summary>Gets why the first candidate is asked; <see langword="null"/> where it is simply the model that was named.</summary>
    public string? Why { get; init; }

    /// <summary>Gets what several models do together; <see langword="null"/> where the candidates are simply tried in order.</summary>
    public StrategyPlan? Strategy { get; init; }

    /// <summary>Gets by what the candidates were ordered: <see cref="StrategyKind.Fallback"/> or <see cref="StrategyKind.Weighted"/>.</summary>
    public StrategyKind Order { get; init; }

    /// <summary>Gets what might have served the request and must not.</summary>
    public ImmutableArray<LeftCandidate> LeftOut { get; init; } = [];

    public static RoutePlan Refuse(ApiError error) => new([], error);
}
