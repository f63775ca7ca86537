using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.Failover;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Requests;

namespace Switchyard.Router.Strategies;

/// <summary>
/// Asks the first, and a second where the first has not begun its answer when it nearly always has. There is never a third; a second counts
/// as a retry, so that slow upstreams are not asked twice by everybody.
/// </summary>
/// <remarks>Source: J. Dean, L. A. Barroso, "The Tail at Scale", Communications of the ACM 56(2), 2013.</remarks>
internal sealed class HedgeStrategy(ModelRunner runner, UpstreamGuards guards, FirstContentTimes times, IOptions<RouterOptions> options, TimeProvider time)
{
    public async Task<FailoverResult> RunAsync(HttpContext context, StrategyPlan plan, ForwardRequest request, RequestTrace trace)
    {
        using var contest = new Contest(context, plan.Kind);
        var first = contest.Enter(plan.Contenders[0]);
        var delay = DelayOf(first.Plan.Candidates[0].ModelId);

        // Both are entered before the first can win, for whoever wins cancels all others.
        var second = contest.Enter(plan.Contenders[1] with { Why = $"hedge: no answer began within {delay.TotalMilliseconds:0} ms" });
        var running = runner.RunAsync(first.Context, first.Plan, request, trace);
        await WaitAsync(Task.WhenAny(running, contest.Decided), delay, context.RequestAborted);
        var budget = guards.For(second.Plan.Candidates[0].Endpoint).Budget;
        if (running.IsCompleted || contest.Winner is not null || context.RequestAborted.IsCancellationRequested || !budget.TryBeginRetry())
        {
            var alone = await running;
            return contest.Winner is null && !running.IsCanceled && alone.Attempt.CanFallBack && !context.RequestAborted.IsCancellationRequested
                ? await AfterFailureAsync(contest, second, alone, request, trace)
                : ContestResults.Judge(contest, [first], [alone]);
        }

        try
        {
            var results = await Task.WhenAll(running, runner.RunAsync(second.Context, second.Plan, request, trace));
            return ContestResults.Judge(contest, [first, second], results);
        }
        finally
        {
            budget.EndRetry();
        }
    }

    // The first failed before it was slow: the second is its fallback.
    private async Task<FailoverResult> AfterFailureAsync(Contest contest, Contender second, FailoverResult first, ForwardRequest request, RequestTrace trace)
    {
        var result = await runner.RunAsync(second.Context, second.Plan with { Why = "fallback, since the first failed" }, request, trace);
        return ContestResults.Judge(contest, [second], [result]) with { Attempts = first.Attempts + result.Attempts };
    }

    private TimeSpan DelayOf(string modelId)
    {
        var settings = options.Value.Strategies;
        var delay = settings.HedgeDelay ?? times.Percentile95(modelId) ?? settings.HedgeDefaultDelay;
        return delay < settings.HedgeMinDelay ? settings.HedgeMinDelay : delay > settings.HedgeMaxDelay ? settings.HedgeMaxDelay : delay;
    }

    // A delay that is over, or a caller who left, is no error here.
    private async Task WaitAsync(Task answer, TimeSpan delay, CancellationToken cancellationToken) =>
        await answer.WaitAsync(delay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
