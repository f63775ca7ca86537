using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.Forwarding.Events;
using Switchyard.Router.Requests;
using Switchyard.Router.Strategies;
using Switchyard.Router.Telemetry;

namespace Switchyard.Router.Forwarding;

/// <summary>Writes down how attempts ended: in the request's trace, in the metrics, and where the next requests' tokens are estimated.</summary>
internal sealed partial class AttemptRecorder(IOptions<RouterOptions> options, RouterMetrics metrics, FirstContentTimes firstContent, ILogger<AttemptRecorder> logger)
{
    /// <summary>Gets how fast streams must be; <see langword="null"/> where they may be as slow as they like.</summary>
    public ThroughputGuard? Guard { get; } = options.Value.Forwarding.MinimumRate > 0 ? new ThroughputGuard(options.Value.Forwarding.MinimumRate, options.Value.Forwarding.RateProbe) : null;

    public void Record(in AttemptRecord attempt, AttemptResult result, AttemptTrace trace)
    {
        var (candidate, answer) = (attempt.Candidate, attempt.Answer);
        trace.End(result, answer, attempt.FirstByte);
        metrics.RecordAttempt(candidate, result.Outcome, attempt.Duration, attempt.FirstByte);
        metrics.RecordAnswer(candidate, answer);
        ReportSlowness(attempt);
        if (attempt.FirstByte is { } first && result.Outcome == AttemptOutcome.Completed)
        {
            firstContent.Learn(candidate.ModelId, first);
        }

        candidate.Prefix?.Learn(candidate.Provider, candidate.Endpoint, result.Outcome, answer.Usage);
        if (answer.Usage is { } usage && attempt.TextBytes is { } bytes)
        {
            candidate.Provider.Estimate.Learn(bytes, usage);
        }
    }

    private void ReportSlowness(in AttemptRecord attempt)
    {
        if (Guard is not null && attempt is { IsCommitted: true, Answer.ContentEvents: > 1, FirstByte: { } first } && attempt.Duration - first >= Guard.Probe && !Guard.IsFast(attempt.Answer.ContentBytes, attempt.Duration - first))
        {
            metrics.RecordSlowAnswer(attempt.Candidate);
            LogSlow(attempt.Candidate.Endpoint.Config.Name, attempt.Candidate.ModelId, attempt.Answer.ContentBytes, (attempt.Duration - first).TotalSeconds);
        }
    }

    [LoggerMessage(EventId = EventIds.AnswerSlow, Level = LogLevel.Warning, Message = "'{Endpoint}' answered '{ModelId}' slowly: {Bytes} bytes in {Seconds} s.")]
    private partial void LogSlow(string endpoint, string modelId, long bytes, double seconds);
}
