using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Health;
using Switchyard.Router.Routing;
using Switchyard.Router.Telemetry;

namespace Switchyard.Router.Failover;

/// <summary>Draws from an attempt what the next requests should know of its upstream.</summary>
internal sealed partial class EndpointMemory(IOptions<RouterOptions> options, OutlierDetector outliers, TimeProvider time, ILogger<EndpointMemory> logger)
{
    private static readonly TimeSpan s_longestCoolDown = TimeSpan.FromMinutes(1);

    public void Remember(RouteCandidate candidate, CircuitPass pass, AttemptResult result)
    {
        if (IsFailure(result.Outcome) is { } isFailure)
        {
            outliers.Record(candidate.Provider, candidate.Endpoint, isFailure);
        }

        switch (result.Outcome)
        {
            case AttemptOutcome.Completed:
                // The breaker learned of it when the answer began.
                candidate.Endpoint.Recover();
                break;
            case AttemptOutcome.Rejected:
                pass.Succeed();
                candidate.Endpoint.Recover();
                break;
            case AttemptOutcome.CallerLeft:
                pass.Leave();
                LogCallerLeft(candidate.ModelId);
                break;
            case AttemptOutcome.Lost:
                pass.Leave();
                break;
            case AttemptOutcome.Interrupted:
                pass.Fail();
                CoolDown(candidate, null);
                LogInterrupted(candidate.Endpoint.Config.Name, candidate.ModelId);
                break;
            case AttemptOutcome.Missing:
                // About this model only: the endpoint serves its others.
                pass.Succeed();
                candidate.Endpoint.Recover();
                LogAttemptFailed(candidate.Endpoint.Config.Name, candidate.ModelId, result.Outcome, (int?)result.Error?.StatusCode);
                break;
            case AttemptOutcome.RateLimited:
                // It works, and says itself when it has room again.
                pass.Leave();
                CoolDown(candidate, result.Error?.RetryAfter);
                LogAttemptFailed(candidate.Endpoint.Config.Name, candidate.ModelId, result.Outcome, (int?)result.Error?.StatusCode);
                break;
            default:
                pass.Fail();
                CoolDown(candidate, result.Error?.RetryAfter);
                LogAttemptFailed(candidate.Endpoint.Config.Name, candidate.ModelId, result.Outcome, (int?)result.Error?.StatusCode);
                break;
        }
    }

    // What a caller's leaving, a rate limit or a request that could not be put into words says of an endpoint's health is nothing.
    private static bool? IsFailure(AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.Completed or AttemptOutcome.Rejected or AttemptOutcome.Missing => false,
        AttemptOutcome.CallerLeft or AttemptOutcome.Lost or AttemptOutcome.RateLimited or AttemptOutcome.Unsupported => null,
        _ => true,
    };

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
