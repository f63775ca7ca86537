using Microsoft.Extensions.Options;
using Switchyard.Providers;
using Switchyard.Router.Configuration;
using Switchyard.Router.Continuation;
using Switchyard.Router.DataClasses;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Requests;
using Switchyard.Router.Routing;
using Switchyard.Router.Strategies;
using Switchyard.Router.Translation;

namespace Switchyard.Router.Failover;

/// <summary>
/// Tries a plan's candidates until one accepts, then those again that may recover, after a pause. Once a piece of an answer was sent it is final; before
/// that the caller notices nothing of the others.
/// </summary>
internal sealed class FailoverForwarder(
    UpstreamForwarder forwarder, ContinuationForwarder continuations, UpstreamGuards guards, RetryPolicy policy, EndpointMemory memory, RestrictedProviderLog restricted, IOptions<RouterOptions> options, TimeProvider time) : IModelRunner
{
    public async Task<FailoverResult> RunAsync(HttpContext context, RoutePlan plan, ForwardRequest request, RequestTrace trace)
    {
        foreach (var left in plan.LeftOut)
        {
            trace.Add(left.Candidate, left.Reason);
        }

        // Where several try to answer there are others to take a broken one's place until the first piece, and after it nobody waits.
        request = context.Features.Get<IContestant>() is null && ContinuationPolicy.Allows(request, options.Value.Forwarding.Continue) ? request with { MayContinue = true } : request;
        var run = new FailoverRun(plan, time.GetTimestamp() + (long)(options.Value.Forwarding.TotalTimeout.TotalSeconds * time.TimestampFrequency), options.Value.Forwarding.MaxAttempts);
        var result = await RunRoundsAsync(context, run, request, trace);
        return new FailoverResult(result, run.Last, run.Attempts, run.LastAttempt);
    }

    private async Task<AttemptResult> RunRoundsAsync(HttpContext context, FailoverRun run, ForwardRequest request, RequestTrace trace)
    {
        for (var round = 1; ; round++)
        {
            var before = run.Attempts;
            var result = await RunRoundAsync(context, run, request, trace, round);

            // A retry that nobody was left to take is not waited for once more: the caller may come back when the upstreams have less to do.
            if (!result.CanFallBack || (round > 1 && run.Attempts == before) || !run.CanGoOn(policy) || policy.DelayBefore(round + 1, run.RetryAfter(policy)) is not { } pause || time.GetTimestamp() + (pause.TotalSeconds * time.TimestampFrequency) > run.Deadline)
            {
                return result;
            }

            await Task.Delay(pause, time, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (context.RequestAborted.IsCancellationRequested)
            {
                return new AttemptResult(AttemptOutcome.CallerLeft, null);
            }
        }
    }

    private async Task<AttemptResult> RunRoundAsync(HttpContext context, FailoverRun run, ForwardRequest request, RequestTrace trace, int round)
    {
        for (var i = 0; i < run.Plan.Candidates.Count && run.Attempts < run.MaxAttempts; i++)
        {
            if (round > 1 && !run.MayRepeat(i, policy))
            {
                continue;
            }

            var result = await TryAsync(context, run, i, request, trace, round);
            if (!result.CanFallBack)
            {
                return result;
            }
        }

        return run.LastResult;
    }

    private async Task<AttemptResult> TryAsync(HttpContext context, FailoverRun run, int index, ForwardRequest request, RequestTrace trace, int round)
    {
        var candidate = run.Plan.Candidates[index];
        if (!UpstreamCall.TryCreate(request, candidate, out var call, out var refusal))
        {
            trace.Add(candidate, "left out: its provider's API cannot express the request");
            return run.Note(index, new AttemptResult(AttemptOutcome.Unsupported, refusal), isTry: false);
        }

        var guard = guards.For(candidate.Endpoint);
        if (!guard.Breaker.TryEnter(out var pass, out var retryAfter))
        {
            trace.Add(candidate, "left out: its circuit is open after repeated failures");
            return run.Note(index, new AttemptResult(AttemptOutcome.Unreachable, new ProviderError("failed repeatedly and is given a rest") { RetryAfter = retryAfter }), isTry: false);
        }

        if (round > 1 && !guard.Budget.TryBeginRetry())
        {
            pass.Leave();
            trace.Add(candidate, "left out: too many of its requests are retries already");
            return run.LastResult;
        }

        guard.Budget.Begin();
        try
        {
            restricted.Note(context, candidate);
            var attempt = trace.Add(candidate, Reason(run, index, round));
            run.LastAttempt = attempt;
            call.HasAlternative = index + 1 < run.Plan.Candidates.Count;
            call.Continuation = call.Translation is ConversationTranslation { MayContinue: true }
                ? new AnswerContinuation(continuations, context, request) { Run = run, Index = index, Pass = pass, Trace = trace, First = attempt }
                : null;
            var result = await forwarder.SendAsync(context, candidate, call, run.Attempts + 1, run.Deadline, pass.Succeed, attempt);
            if (call.Continuation is { HasBroken: true })
            {
                return result;
            }

            run.Note(index, result, isTry: true);
            memory.Remember(candidate, pass, result);
            return result;
        }
        finally
        {
            // Does nothing after anything was learned; an attempt that ended in an unforeseen way must not keep a probe's place for ever.
            pass.Leave();
            guard.Budget.End();
            call.Continuation?.Dispose();
            if (round > 1)
            {
                guard.Budget.EndRetry();
            }
        }
    }

    private static string Reason(FailoverRun run, int index, int round) =>
        round > 1 ? $"retry {round - 1}: it may have recovered"
        : run.Plan.Candidates[index].Why is { } why ? $"{Reason(run, index)}: {why}"
        : Reason(run, index);

    private static string Reason(FailoverRun run, int index) =>
        index == 0 ? run.Plan.Why ?? "first choice"
        : run.Plan.Candidates[index].ModelId == run.Plan.Candidates[0].ModelId ? "next address of the model, since the one before failed"
        : "fallback, since those before failed";
}
