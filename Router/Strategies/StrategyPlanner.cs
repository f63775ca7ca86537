using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Switchyard.Router.Balancing;
using Switchyard.Router.Configuration;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Model;
using Switchyard.Router.Routing;
using Switchyard.Router.Telemetry;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Strategies;

/// <summary>Finds out whether one model or several serve a request: its headers say so, or the route of the model it names.</summary>
internal sealed class StrategyPlanner(RoutePlanner planner, PriceOrder prices, SemanticOrder meanings, ModelRegistry registry, RouterMetrics metrics, IOptions<RouterOptions> options)
{
    /// <summary>Plans for <paramref name="request"/>.</summary>
    public async ValueTask<RoutePlan> PlanAsync(HttpContext context, ForwardRequest request)
    {
        var route = RouteOf(NameOf(request), out var name);
        if (request.Hints is { Strategy: null, Models: null })
        {
            return route is null ? await planner.PlanAsync(request, context.RequestAborted) : await PlanAsync(context, request, route, name);
        }

        var kind = request.Hints.Strategy is { } strategy ? StrategyNames.Parse(strategy) : StrategyKind.Fallback;
        return kind is null ? RoutePlan.Refuse(ApiErrors.InvalidValue(RouteHints.StrategyHeader, $"There is no such strategy; known are {StrategyNames.All}."))
            : ModelsOf(request, route, kind.Value) is { } models && Check(kind.Value, models) is var problem
                ? problem is null ? await PlanAsync(context, request, new RouteStrategy(kind.Value, models), null) : RoutePlan.Refuse(problem)
            : await planner.PlanAsync(request, context.RequestAborted);
    }

    private string? NameOf(ForwardRequest request) =>
        !string.IsNullOrEmpty(request.ModelName) && request.ModelName != RegistrySnapshot.DefaultName ? request.ModelName
        : request.Operation == UpstreamOperation.Embeddings ? registry.Config.DefaultEmbeddingModel
        : registry.Config.DefaultModel;

    // An alias may stand for a route.
    private RouteStrategy? RouteOf(string? model, out string? name)
    {
        name = model;
        if (model is null || registry.Config.Strategies.Count == 0)
        {
            return null;
        }

        if (NamePatterns.TryFind(registry.Config.Strategies, model, out var route, out var rest))
        {
            return route.Expand(rest);
        }

        name = NamePatterns.TryFind(registry.Config.Aliases, model, out var target, out rest) ? NamePatterns.Expand(target, rest) : null;
        return name is not null && NamePatterns.TryFind(registry.Config.Strategies, name, out route, out rest) ? route.Expand(rest) : null;
    }

    private static ImmutableArray<WeightedModel>? ModelsOf(ForwardRequest request, RouteStrategy? route, StrategyKind kind) =>
        request.Hints.Models is { } listed ? [.. RouteHints.Split(listed).Select(model => new WeightedModel(model))]
        : route is not null ? route.Models
        : kind == StrategyKind.Fallback ? null
        : [new WeightedModel(request.ModelName)];

    private ApiError? Check(StrategyKind kind, ImmutableArray<WeightedModel> models)
    {
        var (count, most) = (models.Length, options.Value.Strategies.MaxModels);
        return count == 0 || count > most ? ApiErrors.InvalidValue(RouteHints.ModelsHeader, $"Name between 1 and {most} models, separated by commas.")
            : count == 1 && kind is not (StrategyKind.Fallback or StrategyKind.Hedge) ? ApiErrors.InvalidValue(RouteHints.ModelsHeader, $"The strategy '{StrategyNames.NameOf(kind)}' needs at least two models; name them in {RouteHints.ModelsHeader}, separated by commas.")
            : kind == StrategyKind.Semantic && models.Any(model => model.Description is null) ? ApiErrors.InvalidValue(RouteHints.StrategyHeader, "'semantic' compares a request with the descriptions of a route's models; name a route that has some, and no models.")
            : null;
    }

    // Of a route's models those are asked that are there; a caller's own must all be. A route has a name, and a caller's list has none.
    private async ValueTask<RoutePlan> PlanAsync(HttpContext context, ForwardRequest request, RouteStrategy strategy, string? route)
    {
        var why = strategy.Kind == StrategyKind.Weighted ? Draw(request, route, ref strategy) : null;
        if (strategy.Kind == StrategyKind.Semantic)
        {
            (var models, why) = await meanings.OrderAsync(context, request, strategy.Models);
            strategy = strategy with { Models = [.. models] };
        }

        List<RoutePlan> plans = [];
        RoutePlan? refused = null;
        foreach (var (model, _) in strategy.Models)
        {
            var plan = await planner.PlanAsync(request with { ModelName = model }, context.RequestAborted);
            if (plan.Error is null)
            {
                plans.Add(plan);
            }
            else if (route is null)
            {
                return plan;
            }
            else
            {
                (refused, why) = (refused ?? plan, plans.Count == 0 ? null : why);
            }
        }

        if (why is not null && route is not null && strategy.Kind == StrategyKind.Weighted)
        {
            metrics.RecordDraw(route, plans[0].Candidates[0]);
        }

        return plans.Count == 0 ? refused!
            : strategy.Kind == StrategyKind.Cheapest ? prices.Combine(plans, strategy.MinScore, request)
            : Combine(strategy.Kind, plans, why);
    }

    // Each route draws anew, so that one caller is not everywhere among those who try what is new.
    private static string Draw(ForwardRequest request, string? route, ref RouteStrategy strategy)
    {
        var session = SessionKey.FindNamed(request, out var source);
        var key = session is { } named ? StableHash.Combine(named, StableHash.Of(route ?? string.Empty)) : (ulong)Random.Shared.NextInt64();
        strategy = strategy with { Models = WeightedOrder.Of(strategy.Models, key) };
        var share = $"canary: {strategy.Models[0].Weight} of {strategy.Models.Sum(entry => entry.Weight)} by weight";
        return session is null ? share : $"{share}; {source}";
    }

    private static RoutePlan Combine(StrategyKind kind, List<RoutePlan> plans, string? why)
    {
        if (kind is StrategyKind.Fallback or StrategyKind.Weighted or StrategyKind.Semantic)
        {
            return new RoutePlan([.. plans.SelectMany(plan => plan.Candidates)], null) { Why = why, Order = kind };
        }

        if (kind == StrategyKind.Hedge)
        {
            // One model is hedged by itself: where it has several addresses, by the next.
            plans = [plans[0], plans.Count > 1 ? plans[1] : Turned(plans[0])];
        }

        return plans.Count == 1 ? plans[0] : plans[0] with { Strategy = new StrategyPlan(kind, plans) };
    }

    private static RoutePlan Turned(RoutePlan plan) => plan with { Candidates = [.. plan.Candidates.Skip(1), plan.Candidates[0]] };
}
