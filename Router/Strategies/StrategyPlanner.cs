using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Model;
using Switchyard.Router.Routing;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Strategies;

/// <summary>Finds out whether one model or several serve a request: its headers say so, or the route of the model it names.</summary>
internal sealed class StrategyPlanner(RoutePlanner planner, ModelRegistry registry, IOptions<RouterOptions> options)
{
    /// <summary>Plans for <paramref name="request"/>.</summary>
    public async ValueTask<RoutePlan> PlanAsync(ForwardRequest request, CancellationToken cancellationToken)
    {
        if (request.Hints is { Strategy: null, Models: null })
        {
            return request.ModelName is { } name && registry.Config.Strategies.TryGetValue(name, out var route)
                ? await PlanAsync(request, route.Kind, route.Models, isOperators: true, cancellationToken)
                : await planner.PlanAsync(request, cancellationToken);
        }

        var kind = request.Hints.Strategy is { } strategy ? StrategyNames.Parse(strategy) : StrategyKind.Fallback;
        return kind is null ? RoutePlan.Refuse(ApiErrors.InvalidValue(RouteHints.StrategyHeader, $"There is no such strategy; known are {StrategyNames.All}."))
            : ModelsOf(request, kind.Value) is { } models && CheckCount(kind.Value, models.Count) is var problem
                ? problem is null ? await PlanAsync(request, kind.Value, models, isOperators: false, cancellationToken) : RoutePlan.Refuse(problem)
            : await planner.PlanAsync(request, cancellationToken);
    }

    private IReadOnlyList<string?>? ModelsOf(ForwardRequest request, StrategyKind kind) =>
        request.Hints.Models is { } listed ? listed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        : request.ModelName is { } name && registry.Config.Strategies.TryGetValue(name, out var route) ? route.Models
        : kind == StrategyKind.Fallback ? null
        : [request.ModelName];

    private ApiError? CheckCount(StrategyKind kind, int count)
    {
        var most = options.Value.Strategies.MaxModels;
        return count == 0 || count > most ? ApiErrors.InvalidValue(RouteHints.ModelsHeader, $"Name between 1 and {most} models, separated by commas.")
            : count == 1 && kind is not (StrategyKind.Fallback or StrategyKind.Hedge) ? ApiErrors.InvalidValue(RouteHints.ModelsHeader, $"The strategy '{StrategyNames.NameOf(kind)}' needs at least two models; name them in {RouteHints.ModelsHeader}, separated by commas.")
            : null;
    }

    private async ValueTask<RoutePlan> PlanAsync(ForwardRequest request, StrategyKind kind, IReadOnlyList<string?> models, bool isOperators, CancellationToken cancellationToken)
    {
        List<RoutePlan> plans = [];
        RoutePlan? refused = null;
        foreach (var model in models)
        {
            var plan = await planner.PlanAsync(request with { ModelName = model }, cancellationToken);
            if (plan.Error is null)
            {
                plans.Add(plan);
            }
            else if (!isOperators)
            {
                return plan;
            }
            else
            {
                refused ??= plan;
            }
        }

        return plans.Count == 0 ? refused! : Combine(kind, plans);
    }

    private static RoutePlan Combine(StrategyKind kind, List<RoutePlan> plans)
    {
        if (kind == StrategyKind.Fallback)
        {
            return new RoutePlan([.. plans.SelectMany(plan => plan.Candidates)], null);
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
