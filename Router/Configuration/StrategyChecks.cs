using Switchyard.Router.Strategies;

namespace Switchyard.Router.Configuration;

/// <summary>Checks the strategies of routes.</summary>
internal static class StrategyChecks
{
    private const int MaxWeight = 1000;

    public static IEnumerable<string> Check(RouterOptions options) =>
        options.Routes.SelectMany(pair => Check($"{RouterOptions.SectionName}:Routes:{pair.Key}", pair.Value, options.Strategies.MaxModels))
            .Concat(options.Routes.SelectMany(pair => CheckModels($"{RouterOptions.SectionName}:Routes:{pair.Key}:Models", pair.Value)))
            .Concat(CheckDelays(options.Strategies));

    private static IEnumerable<string> Check(string key, RouteOptions route, int maxModels)
    {
        var kind = StrategyNames.Parse(route.Strategy);
        if (route.Strategy is not null && kind is null)
        {
            yield return $"{key}:Strategy: there is no strategy '{route.Strategy}'; known are {StrategyNames.All}.";
        }

        if (route.Models.Count > 0 && route.Strategy is null)
        {
            yield return $"{key}:Models: say by Strategy what these models do together: {StrategyNames.All}.";
        }

        if (kind != StrategyKind.Weighted && route.Models.Count(entry => entry.Enabled) > maxModels)
        {
            yield return $"{key}:Models: at most {maxModels} models may serve one request (Router:Strategies:MaxModels).";
        }

        if (route.MinScore is not null && kind != StrategyKind.Cheapest)
        {
            yield return $"{key}:MinScore: only the strategy 'cheapest' looks at scores.";
        }

        if (route.MinScore is < 0 or > 1)
        {
            yield return $"{key}:MinScore: {route.MinScore} must be from 0 to 1.";
        }

        if (kind == StrategyKind.Semantic && route.Models.Any(entry => string.IsNullOrWhiteSpace(entry.Description)))
        {
            yield return $"{key}:Models: the strategy 'semantic' needs a Description of each model: which requests it is for.";
        }

        if (route.Models.Any(entry => string.IsNullOrWhiteSpace(entry.Model)))
        {
            yield return $"{key}:Models: a model string is empty.";
        }

        if (kind is StrategyKind.Cheapest or StrategyKind.Semantic or StrategyKind.Race or StrategyKind.Cascade or StrategyKind.Vote or StrategyKind.Parallel or StrategyKind.Weighted && route.Models.Count < 2)
        {
            yield return $"{key}:Models: the strategy '{route.Strategy}' needs at least two models.";
        }
    }

    private static IEnumerable<string> CheckModels(string key, RouteOptions route)
    {
        for (var i = 0; i < route.Models.Count; i++)
        {
            var entry = route.Models[i];
            if (entry.Weight is < 0 or > MaxWeight)
            {
                yield return $"{key}:{i}:Weight: {entry.Weight} must be from 0 to {MaxWeight}.";
            }

            if (route.Models.Take(i).Any(other => other.Model == entry.Model))
            {
                yield return $"{key}:{i}:Model: '{entry.Model}' is there twice.";
            }
        }

        if (route.Models.Count > 0 && !route.Models.Any(entry => entry.Enabled && entry.Weight != 0))
        {
            yield return $"{key}: at least one model must be enabled and have a weight.";
        }
    }

    private static IEnumerable<string> CheckDelays(StrategyOptions strategies)
    {
        if (strategies.HedgeMinDelay > strategies.HedgeMaxDelay)
        {
            yield return $"{RouterOptions.SectionName}:Strategies:HedgeMinDelay ({strategies.HedgeMinDelay}) must not be longer than HedgeMaxDelay ({strategies.HedgeMaxDelay}).";
        }
    }
}
