using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.Failover;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Requests;

namespace Switchyard.Router.Strategies;

/// <summary>Asks one model after the other, the cheap ones first, until an answer passes the checks. The last answer there is goes to the caller, whatever it is worth.</summary>
internal sealed class CascadeStrategy(AnswerCapture capture, AnswerDelivery delivery, IOptions<RouterOptions> options, TimeProvider time)
{
    public async Task<FailoverResult> RunAsync(HttpContext context, StrategyPlan plan, ForwardRequest request, RequestTrace trace)
    {
        var captured = CapturedRequest.Of(request, context, time);
        await using var keepAlive = delivery.KeepAlive(context, request);
        CapturedAnswer? best = null;
        CapturedAnswer? last = null;
        var attempts = 0;
        for (var i = 0; i < plan.Contenders.Count; i++)
        {
            var contender = plan.Contenders[i] with { Why = i == 0 ? "cascade: the first model" : "cascade: the answers before did not pass" };
            last = await capture.RunAsync(context, contender, captured, trace, CancellationToken.None);
            attempts += last.Result.Attempts;
            if (last.Answer is null)
            {
                if (context.RequestAborted.IsCancellationRequested || !last.Result.Attempt.CanFallBack)
                {
                    break;
                }

                continue;
            }

            var problem = AnswerChecks.Find(last, captured, options.Value.Strategies.MinMeanLogprob);
            last.Result.LastAttempt?.Judge(problem is null ? "taken" : $"not good enough: {problem}", isServed: false);
            best = last;
            if (problem is null)
            {
                break;
            }
        }

        return await DeliverAsync(keepAlive, context, plan, request, best ?? last!, attempts);
    }

    private async Task<FailoverResult> DeliverAsync(KeepAliveComments keepAlive, HttpContext context, StrategyPlan plan, ForwardRequest request, CapturedAnswer answer, int attempts)
    {
        await keepAlive.DisposeAsync();
        if (answer.Answer is not null)
        {
            answer.Result.LastAttempt?.Judge(null, isServed: true);
            await delivery.DeliverAsync(context, plan.Kind, request, answer);
        }

        return answer.Result with { Attempts = attempts };
    }
}
