using System.Text.RegularExpressions;
using Switchyard.Contracts.Routing;
using Switchyard.Redaction;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Forwarding.Events;
using Switchyard.Router.Interactions;
using Switchyard.Router.Routing;
using Switchyard.Router.Telemetry;

namespace Switchyard.Router.Requests;

/// <summary>What happens to one request, written down as it happens and readable at any time.</summary>
internal sealed class RequestTrace(string id, UpstreamOperation operation, string? model, TimeProvider time)
{
    private const int MaxWords = 1000;

    // Longer than any secret that is cut in two there.
    private const int Margin = 4 * 1024;

    private readonly Lock _lock = new();
    private readonly List<AttemptInfo> _attempts = [];
    private readonly long _started = time.GetTimestamp();
    private readonly DateTimeOffset _createdAt = time.GetUtcNow();
    private string? _outcome;
    private double? _duration;

    public string Id => id;

    /// <summary>Sets who is told of each step.</summary>
    public RequestEvents? Events { private get; set; }

    /// <summary>Gets or sets what was said, redacted, where that is kept; set before the request's end is.</summary>
    public RequestContent? Content { get; set; }

    /// <summary>Gets how many candidates came up.</summary>
    public int AttemptCount
    {
        get
        {
            lock (_lock)
            {
                return _attempts.Count;
            }
        }
    }

    /// <summary>Notes that a candidate came up: that an attempt begins, or why it was left out.</summary>
    public AttemptTrace Add(RouteCandidate candidate, string reason)
    {
        lock (_lock)
        {
            _attempts.Add(new AttemptInfo
            {
                Model = candidate.ModelId,
                Provider = candidate.Provider.Config.Id,
                Endpoint = candidate.Endpoint.Config.Name,
                Reason = reason,
                StartMs = Elapsed(),
            });
            Events?.Attempt(id, _attempts[^1]);
            return new AttemptTrace(this, _attempts.Count - 1);
        }
    }

    /// <summary>Notes how an attempt ended.</summary>
    public void End(int index, AttemptResult result, StreamOutcome answer, TimeSpan? firstByte)
    {
        var error = Shown(result.Error?.Message);
        lock (_lock)
        {
            var attempt = _attempts[index];
            _attempts[index] = attempt with
            {
                Outcome = RouterMetrics.OutcomeName(result.Outcome),
                Status = (int?)result.Error?.StatusCode,
                Error = error,
                FirstByteMs = firstByte?.TotalMilliseconds,
                DurationMs = Math.Round(Elapsed() - attempt.StartMs, 3),
                PromptTokens = answer.Usage?.PromptTokens,
                CachedTokens = answer.Usage?.CachedTokens,
                CompletionTokens = answer.CompletionTokens,
                DroppedToolCalls = answer.Tools is { DroppedCount: > 0 } tools ? tools.DroppedCount : null,
                MalformedEvents = answer.MalformedEvents > 0 ? answer.MalformedEvents : null,
            };
            Events?.AttemptEnd(id, _attempts[index]);
        }
    }

    /// <summary>Notes what a strategy made of an attempt's answer.</summary>
    public void Judge(int index, string? verdict, bool isServed)
    {
        verdict = Shown(verdict);
        lock (_lock)
        {
            _attempts[index] = _attempts[index] with { Verdict = verdict ?? _attempts[index].Verdict, Served = isServed };
        }
    }

    /// <summary>Notes how the request ended.</summary>
    public void Complete(AttemptOutcome outcome)
    {
        lock (_lock)
        {
            _outcome = RouterMetrics.OutcomeName(outcome);
            _duration = Elapsed();
            Events?.End(id, _outcome, _duration.Value);
        }
    }

    public RequestInfo ToInfo()
    {
        lock (_lock)
        {
            return new RequestInfo
            {
                Id = id,
                CreatedAt = _createdAt,
                Operation = RouterMetrics.OperationName(operation),
                Model = model,
                Outcome = _outcome,
                DurationMs = _duration,
                Attempts = [.. _attempts],
            };
        }
    }

    // Everybody may read traces, and an upstream's words may repeat what the request or the answer said.
    private string? Shown(string? words)
    {
        if (words is null)
        {
            return null;
        }

        try
        {
            words = words[..Math.Min(words.Length, MaxWords + Margin)];
            return new Redactor(time).Redact(words, Math.Min(words.Length, MaxWords), time.GetTimestamp()).Text;
        }
        catch (RegexMatchTimeoutException)
        {
            return "[not shown: looking for secrets in it took too long]";
        }
    }

    private double Elapsed() => Math.Round(time.GetElapsedTime(_started).TotalMilliseconds, 3);
}
