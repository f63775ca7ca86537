using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.Failover;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Requests;

namespace Switchyard.Router.Strategies;

/// <summary>Asks one model after the other, the cheap ones first, until an answer passes the checks. The last answer there is goes to the caller, whatever it is worth.</summary>
internal sealed class CascadeStrategy(AnswerCapture capture, IOptions<RouterOptions> options, TimeProvider time)
{
    public async Task<FailoverResult> RunAsync(HttpContext context, StrategyPlan plan, ForwardRequest request, RequestTrace trace)
    {
        CapturedAnswer answer;
        int attempts;
        await using (new KeepAliveComments(context, request, options.Value.Forwarding.KeepAlive, time))
        {
            (answer, attempts) = await AskAsync(context, plan, CapturedRequest.Of(request, context, time), trace);
        }

        if (answer.Answer is not null)
        {
            answer.Outcome.LastAttempt?.Judge(null, isServed: true);
            await AnswerDelivery.DeliverAsync(context, plan.Kind, request, answer);
        }

        return answer.Outcome with { Attempts = attempts };
    }

    // Gets the answer that passes, else the last there is, else the last failure.
    private async Task<(CapturedAnswer Answer, int Attempts)> AskAsync(HttpContext context, StrategyPlan plan, ForwardRequest request, RequestTrace trace)
    {
        CapturedAnswer? best = null;
        CapturedAnswer? last = null;
        var attempts = 0;
        for (var i = 0; i < plan.Contenders.Count; i++)
        {
            var contender = plan.Contenders[i] with { Why = i == 0 ? "cascade: the first model" : "cascade: the models before gave no good answer" };
            last = await capture.RunAsync(context, contender, request, trace, CancellationToken.None);
            attempts += last.Outcome.Attempts;
            if (last.Answer is null)
            {
                if (context.RequestAborted.IsCancellationRequested || !last.Outcome.Attempt.CanFallBack)
                {
                    break;
                }

                continue;
            }

            best = last;
            var problem = AnswerChecks.Find(last, request, options.Value.Strategies.MinMeanLogprob);
            last.Outcome.LastAttempt?.Judge(problem is null ? "taken" : $"not good enough: {problem}", isServed: false);
            if (problem is null)
            {
                break;
            }
        }

        return (best ?? last!, attempts);
    }
}
