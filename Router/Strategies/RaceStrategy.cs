using Switchyard.Router.Failover;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Requests;

namespace Switchyard.Router.Strategies;

/// <summary>Asks all at once. The first good answer goes to the caller as it comes; the others are cancelled.</summary>
internal sealed class RaceStrategy(ModelRunner runner)
{
    public async Task<FailoverResult> RunAsync(HttpContext context, StrategyPlan plan, ForwardRequest request, RequestTrace trace)
    {
        using var contest = new Contest(context, plan.Kind);
        var why = $"race: one of {plan.Contenders.Count} asked at once";
        List<Contender> contenders = [.. plan.Contenders.Select(contender => contest.Enter(contender with { Why = why }))];
        var results = await Task.WhenAll(contenders.Select(contender => runner.RunAsync(contender.Context, contender.Plan, request, trace)));
        return ContestResults.Judge(contest, contenders, results);
    }
}
