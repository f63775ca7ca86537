using System.Globalization;
using Switchyard.Router.Configuration;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Media;
using Switchyard.Router.Metadata;
using Switchyard.Router.Routing;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Strategies;

/// <summary>Puts models in the order of what a request costs there. What runs on the system's own nodes or on this machine costs nothing unless an operator says so; of whom no price is known comes last.</summary>
internal sealed class PriceOrder(ModelFacts facts)
{
    private const decimal Million = 1_000_000;

    /// <summary>Orders <paramref name="plans"/>, of which at least one is there; those found worse than <paramref name="minScore"/>, or never looked at, are left out.</summary>
    public RoutePlan Combine(List<RoutePlan> plans, double? minScore, ForwardRequest request)
    {
        var good = minScore is { } least ? plans.Where(plan => facts.Of(plan.Candidates[0]).Score >= least).ToList() : plans;
        if (good.Count == 0)
        {
            return RoutePlan.Refuse(ApiErrors.InvalidValue("model", string.Create(CultureInfo.InvariantCulture, $"None of the route's models that are there has a score of at least {minScore}. Router:Providers:<id>:Metadata:<model>:Score says what its evaluation came to.")));
        }

        // One measure for all: what each provider's own answers come to would compare requests, not prices.
        var provider = good[0].Candidates[0].Provider;
        var (prompt, answer) = (PromptSize.TokensOf(provider, request.Body.Length, request.Media), provider.Estimate.AnswerTokens);
        var candidates = good
            .Select(plan => (Plan: plan, Cost: CostOf(plan.Candidates[0], prompt, answer)))
            .OrderBy(entry => entry.Cost ?? decimal.MaxValue)
            .SelectMany(entry => Explain(entry.Plan, entry.Cost, prompt, answer));
        return new RoutePlan([.. candidates], null)
        {
            Order = StrategyKind.Cheapest,
            LeftOut = [.. plans.Except(good).SelectMany(plan => plan.Candidates).Select(candidate => new LeftCandidate(candidate, string.Create(CultureInfo.InvariantCulture, $"left out: its score is not at least {minScore}")))],
        };
    }

    private decimal? CostOf(RouteCandidate candidate, int prompt, int answer)
    {
        var prices = facts.Of(candidate).Prices;
        return prices is not { Input: null, Output: null } and { } known ? ((prompt * (known.Input ?? 0)) + (answer * (known.Output ?? 0))) / Million
            : candidate.Provider.Config.Kind == ProviderKind.Nodes || candidate.Endpoint.Config.Root.IsLoopback ? 0
            : null;
    }

    private static IEnumerable<RouteCandidate> Explain(RoutePlan plan, decimal? cost, int prompt, int answer)
    {
        var why = cost switch
        {
            null => "its price is not known",
            0 => "it costs nothing",
            { } known => string.Create(CultureInfo.InvariantCulture, $"about {known:0.######} US$ for {prompt} tokens and {answer} of answer"),
        };
        return plan.Candidates.Select((candidate, index) => index > 0 ? candidate : candidate with { Why = candidate.Why is null ? why : $"{why}; {candidate.Why}" });
    }
}
