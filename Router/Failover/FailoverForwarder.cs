using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Routing;
using Switchyard.Router.Telemetry;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Failover;

/// <summary>Tries a plan's candidates until one accepts. Once a byte was sent the answer is final; before that the caller notices nothing of the others.</summary>
internal sealed partial class FailoverForwarder(
    UpstreamForwarder forwarder, ApiErrorWriter errors, RouterMetrics metrics, IOptions<RouterOptions> options, TimeProvider time, ILogger<FailoverForwarder> logger)
{
    private static readonly TimeSpan s_longestCoolDown = TimeSpan.FromMinutes(1);

    /// <summary>Serves <paramref name="request"/> by <paramref name="plan"/>, which has at least one candidate, or writes the error.</summary>
    public async Task RunAsync(HttpContext context, RoutePlan plan, ForwardRequest request)
    {
        var result = default(AttemptResult);
        var attempt = 0;
        RouteCandidate candidate;
        do
        {
            candidate = plan.Candidates[attempt++];
            result = await forwarder.SendAsync(context, candidate, request, attempt);
            Remember(candidate, result);
        }
        while (result.CanFallBack && attempt < plan.Candidates.Count);

        metrics.RecordRequest(candidate, result.Outcome, attempt);
        if (result.Error is { } error && !context.RequestAborted.IsCancellationRequested)
        {
            await errors.WriteAsync(context, UpstreamErrors.Translate(result.Outcome, error, candidate, options.Value.Forwarding.RetryAfter));
        }
    }

    private void Remember(RouteCandidate candidate, AttemptResult result)
    {
        switch (result.Outcome)
        {
            case AttemptOutcome.Completed or AttemptOutcome.Rejected:
                candidate.Endpoint.Recover();
                break;
            case AttemptOutcome.CallerLeft:
                LogCallerLeft(candidate.ModelId);
                break;
            case AttemptOutcome.Interrupted:
                CoolDown(candidate, null);
                LogInterrupted(candidate.Endpoint.Config.Name, candidate.ModelId);
                break;
            case AttemptOutcome.Missing:
                // About this model only: the endpoint serves its others.
                candidate.Endpoint.Recover();
                LogAttemptFailed(candidate.Endpoint.Config.Name, candidate.ModelId, result.Outcome, (int?)result.Error?.StatusCode);
                break;
            default:
                CoolDown(candidate, result.Error?.RetryAfter);
                LogAttemptFailed(candidate.Endpoint.Config.Name, candidate.ModelId, result.Outcome, (int?)result.Error?.StatusCode);
                break;
        }
    }

    private void CoolDown(RouteCandidate candidate, TimeSpan? wanted)
    {
        var pause = wanted ?? options.Value.Forwarding.CoolDown;
        candidate.Endpoint.CoolDown(time.GetUtcNow() + (pause < s_longestCoolDown ? pause : s_longestCoolDown));
    }

    [LoggerMessage(EventId = EventIds.AttemptFailed, Level = LogLevel.Warning, Message = "'{Endpoint}' did not serve '{ModelId}': {Outcome}, status {Status}.")]
    private partial void LogAttemptFailed(string endpoint, string modelId, AttemptOutcome outcome, int? status);

    [LoggerMessage(EventId = EventIds.AnswerInterrupted, Level = LogLevel.Warning, Message = "'{Endpoint}' broke off its answer for '{ModelId}'.")]
    private partial void LogInterrupted(string endpoint, string modelId);

    [LoggerMessage(EventId = EventIds.CallerLeft, Level = LogLevel.Debug, Message = "The caller of '{ModelId}' left before the answer was complete.")]
    private partial void LogCallerLeft(string modelId);
}
