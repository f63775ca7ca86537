using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using Switchyard.ServiceDefaults.Telemetry;

namespace Switchyard.ServiceDefaults.Resilience;

/// <summary>One pipeline per destination: total time, retries, circuit breaker, time of one attempt.</summary>
/// <remarks>The shape is that of .NET's standard resilience handler; delays are shorter because the callers are pages and probes on the same machine or cluster.</remarks>
internal sealed partial class ResiliencePipelines(TimeProvider time, ILogger<ResiliencePipelines> logger)
{
    public static readonly TimeSpan TotalTimeout = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10);

    // A longer wait than this is the caller's to decide; it gets the 429 or 503 as it is.
    private static readonly TimeSpan s_longestRetryAfter = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, ResiliencePipeline<HttpResponseMessage>> _pipelines = new(StringComparer.OrdinalIgnoreCase);

    public ResiliencePipeline<HttpResponseMessage> For(string authority) => _pipelines.GetOrAdd(authority, Build);

    private static ValueTask<bool> IsTransient(Outcome<HttpResponseMessage> outcome) => ValueTask.FromResult(outcome switch
    {
        // A name that nothing is configured for will not be configured a second later.
        { Exception: HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } } => false,
        { Exception: HttpRequestException or TimeoutRejectedException } => true,
        { Result: { } response } => IsTransient(response),
        _ => false,
    });

    private static bool IsTransient(HttpResponseMessage response) =>
        response.StatusCode is >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
        && !(response.Headers.RetryAfter?.Delta > s_longestRetryAfter);

    private ResiliencePipeline<HttpResponseMessage> Build(string authority) => new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
        .AddTimeout(TotalTimeout)
        .AddRetry(CreateRetry(authority))
        .AddCircuitBreaker(CreateBreaker())
        .AddTimeout(AttemptTimeout)
        .Build();

    private RetryStrategyOptions<HttpResponseMessage> CreateRetry(string authority) => new()
    {
        MaxRetryAttempts = 3,
        Delay = TimeSpan.FromMilliseconds(200),
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldHandle = static arguments => IsTransient(arguments.Outcome),
        DelayGenerator = static arguments => ValueTask.FromResult(arguments.Outcome.Result?.Headers.RetryAfter?.Delta),
        OnRetry = arguments =>
        {
            LogRetrying(authority, arguments.AttemptNumber + 1, arguments.Outcome.Exception);
            arguments.Outcome.Result?.Dispose();
            return ValueTask.CompletedTask;
        },
    };

    private static CircuitBreakerStrategyOptions<HttpResponseMessage> CreateBreaker() => new()
    {
        FailureRatio = 0.1,
        MinimumThroughput = 100,
        SamplingDuration = TimeSpan.FromSeconds(30),
        BreakDuration = TimeSpan.FromSeconds(5),
        ShouldHandle = static arguments => IsTransient(arguments.Outcome),
    };

    [LoggerMessage(EventId = EventIds.Retrying, Level = LogLevel.Debug, Message = "Attempt {Attempt} at {Authority} failed and is repeated.")]
    private partial void LogRetrying(string authority, int attempt, Exception? exception);
}
