using System.Collections.Immutable;
using Switchyard.Router.Strategies;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Routing;

/// <summary>How a request will be served: the candidates in the order they are tried, or the error that says why there are none.</summary>
internal sealed record RoutePlan(IReadOnlyList<RouteCandidate> Candidates, ApiError? Error)
{
    /// <summary>Gets the candidates in the order they are tried, each once: what one model falls back to may be another of the route's.</summary>
    public IReadOnlyList<RouteCandidate> Candidates { get; init; } = EachOnce(Candidates);

    /// <summary>Gets why the first candidate is asked; <see langword="null"/> where it is simply the model that was named.</summary>
    public string? Why { get; init; }

    /// <summary>Gets what several models do together; <see langword="null"/> where the candidates are simply tried in order.</summary>
    public StrategyPlan? Strategy { get; init; }

    /// <summary>Gets by what the candidates were ordered: <see cref="StrategyKind.Fallback"/>, <see cref="StrategyKind.Weighted"/>, <see cref="StrategyKind.Cheapest"/> or <see cref="StrategyKind.Semantic"/>.</summary>
    public StrategyKind Order { get; init; }

    /// <summary>Gets what might have served the request and must not.</summary>
    public ImmutableArray<LeftCandidate> LeftOut { get; init; } = [];

    public static RoutePlan Refuse(ApiError error) => new([], error);

    /// <summary>Gets all candidates, of all models.</summary>
    public IEnumerable<RouteCandidate> EachCandidate() => Strategy is null ? Candidates : Strategy.Contenders.SelectMany(contender => contender.Candidates);

    /// <summary>Gets the first candidate of each model that is here and not in <paramref name="rest"/>.</summary>
    public IEnumerable<RouteCandidate> LostIn(RoutePlan rest) => Candidates.Except(rest.Candidates).DistinctBy(candidate => candidate.ModelId);

    /// <summary>Gets the plan as <paramref name="filter"/> leaves it, which looks at one model's plan at a time: of several models those are asked of which something is left.</summary>
    /// <param name="filter">Leaves candidates out (<see cref="Without"/>), or refuses.</param>
    public RoutePlan Filter(Func<RoutePlan, RoutePlan> filter)
    {
        if (Error is not null)
        {
            return this;
        }

        if (Strategy is null)
        {
            return filter(this);
        }

        var contenders = Strategy.Contenders.Select(filter).ToList();
        var served = contenders.Where(contender => contender.Error is null).ToList();
        if (served.Count == 0)
        {
            return contenders[0];
        }

        // Those of whom nothing is left are seen in the trace of the first that is asked.
        served[0] = served[0] with { LeftOut = [.. served[0].LeftOut, .. contenders.Where(contender => contender.Error is not null).SelectMany(contender => contender.LeftOut)] };
        return served.Count == 1 ? served[0] : served[0] with { Strategy = Strategy with { Contenders = served } };
    }

    /// <summary>Gets the plan without some of its candidates.</summary>
    /// <param name="isLeft">Which those are.</param>
    /// <param name="reason">Says why, for the request's trace.</param>
    /// <param name="refusal">Makes the error where nothing remains.</param>
    public RoutePlan Without(Func<RouteCandidate, bool> isLeft, Func<RouteCandidate, string> reason, Func<ApiError> refusal)
    {
        var kept = Candidates.Where(candidate => !isLeft(candidate)).ToList();
        if (kept.Count == Candidates.Count)
        {
            return this;
        }

        LeftCandidate[] left = [.. LeftOut, .. Candidates.Where(isLeft).Select(candidate => new LeftCandidate(candidate, "left out: " + reason(candidate)))];
        return kept.Count == 0 ? Refuse(refusal()) with { LeftOut = [.. left] }
            : this with { Candidates = kept, Why = kept[0] == Candidates[0] ? Why : null, LeftOut = [.. left] };
    }

    private static IReadOnlyList<RouteCandidate> EachOnce(IReadOnlyList<RouteCandidate> candidates) =>
        candidates.Count < 2 ? candidates : [.. candidates.DistinctBy(static candidate => (candidate.Endpoint, candidate.ModelId))];
}
