using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.Failover;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Requests;
using Switchyard.Router.Routing;
using Switchyard.Router.Structures;
using Switchyard.Router.Telemetry;
using Switchyard.Router.Tracing;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Strategies;

/// <summary>Serves a planned request by its strategy, remembers how, and writes the error where nobody answered.</summary>
internal sealed class RequestRunner(
    ModelRunner runner, RaceStrategy race, HedgeStrategy hedge, CascadeStrategy cascade, VoteStrategy vote, ParallelStrategy parallel, StructurePolicy structure,
    RequestLog log, ContentTracing tracing, ApiErrorWriter errors, RouterMetrics metrics, IOptions<RouterOptions> options, TimeProvider time)
{
    /// <summary>Serves <paramref name="request"/> by <paramref name="plan"/>, which has at least one candidate.</summary>
    public async Task RunAsync(HttpContext context, RoutePlan plan, ForwardRequest request)
    {
        if (plan.Strategy is { } strategy && CapturedRequest.Check(strategy.Kind, request) is { } problem)
        {
            await errors.WriteAsync(context, problem);
            return;
        }

        var format = structure.Find(context, plan, request, out var badFormat);
        if (badFormat is not null)
        {
            await errors.WriteAsync(context, badFormat);
            return;
        }

        var trace = new RequestTrace(context.TraceIdentifier, request.Operation, request.ModelName, time);
        log.Add(trace, plan);
        log.Events.FirstByte(context);
        using var content = tracing.Begin(context, request, trace);
        FailoverResult result;
        try
        {
            result = await ServeAsync(context, plan, format is null ? request : request with { Format = format }, trace);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The answer was there, and while it was written the one who had asked left.
            result = new FailoverResult(new AttemptResult(AttemptOutcome.CallerLeft, null), plan.EachCandidate().First(), trace.AttemptCount, null);
        }

        var answer = result.Attempt.Error is { } error ? UpstreamErrors.Translate(result.Attempt.Outcome, error, result.Candidate, options.Value.Forwarding.RetryAfter) : null;
        content?.End(result.Attempt.Outcome, answer);
        trace.Complete(result.Attempt.Outcome);
        metrics.RecordRequest(result.Candidate, request.Operation, result.Attempt.Outcome, result.Attempts, plan.Strategy?.Kind ?? plan.Order);
        if (answer is not null && !context.RequestAborted.IsCancellationRequested)
        {
            await (context.Response.HasStarted ? StrategyStream.FailAsync(context, request, answer) : errors.WriteAsync(context, answer));
        }
    }

    private Task<FailoverResult> ServeAsync(HttpContext context, RoutePlan plan, ForwardRequest request, RequestTrace trace) => plan.Strategy switch
    {
        null => runner.RunAsync(context, plan, request, trace),
        { Kind: StrategyKind.Race } strategy => race.RunAsync(context, strategy, request, trace),
        { Kind: StrategyKind.Hedge } strategy => hedge.RunAsync(context, strategy, request, trace),
        { Kind: StrategyKind.Cascade } strategy => cascade.RunAsync(context, strategy, request, trace),
        { Kind: StrategyKind.Vote } strategy => vote.RunAsync(context, strategy, request, trace),
        { } strategy => parallel.RunAsync(context, strategy, request, trace),
    };
}
