using Switchyard.Providers;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Routing;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Failover;

/// <summary>Says in the caller's terms why the last candidate did not serve a request.</summary>
internal static class UpstreamErrors
{
    public static ApiError Translate(AttemptOutcome outcome, ProviderError error, RouteCandidate candidate, TimeSpan retryAfter) => outcome switch
    {
        AttemptOutcome.Rejected or AttemptOutcome.Missing or AttemptOutcome.Unsupported => new ApiError((int)error.StatusCode!, error.Type ?? "invalid_request_error", error.Code ?? "upstream_rejected", error.Message) { Param = error.Param },
        AttemptOutcome.Invalid => ApiErrors.StructuredOutputInvalid($"'{candidate.ModelId}' {error.Message}."),
        AttemptOutcome.RateLimited => new ApiError(429, error.Type ?? "rate_limit_error", error.Code ?? "rate_limit_exceeded", error.Message) { RetryAfter = error.RetryAfter ?? retryAfter },
        AttemptOutcome.Failed or AttemptOutcome.Unauthorized when error.StatusCode is { } status => ApiErrors.Unavailable(
            $"The provider '{candidate.Provider.Config.Id}' answered with status {(int)status}, and there is no other for '{candidate.ModelId}'.", error.RetryAfter ?? retryAfter),
        _ => ApiErrors.Unavailable(
            $"The provider '{candidate.Provider.Config.Id}' {error.Message}, and there is no other for '{candidate.ModelId}'.", retryAfter),
    };
}
