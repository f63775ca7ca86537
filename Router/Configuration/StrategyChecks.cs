using Switchyard.Router.Strategies;

namespace Switchyard.Router.Configuration;

/// <summary>Checks the strategies of routes.</summary>
internal static class StrategyChecks
{
    public static IEnumerable<string> Check(RouterOptions options) =>
        options.Routes.SelectMany(pair => Check($"{RouterOptions.SectionName}:Routes:{pair.Key}", pair.Value, options.Strategies.MaxModels))
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

        if (route.Models.Count > maxModels)
        {
            yield return $"{key}:Models: at most {maxModels} models may serve one request (Router:Strategies:MaxModels).";
        }

        if (route.Models.Any(entry => string.IsNullOrWhiteSpace(entry.Model)))
        {
            yield return $"{key}:Models: a model string is empty.";
        }

        if (kind is StrategyKind.Race or StrategyKind.Cascade or StrategyKind.Vote or StrategyKind.Parallel && route.Models.Count < 2)
        {
            yield return $"{key}:Models: the strategy '{route.Strategy}' needs at least two models.";
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
