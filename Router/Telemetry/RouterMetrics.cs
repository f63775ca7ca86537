using System.Diagnostics;
using System.Diagnostics.Metrics;
using Switchyard.Router.Configuration;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Forwarding.Events;
using Switchyard.Router.Model;
using Switchyard.Router.Routing;
using Switchyard.Router.Strategies;

namespace Switchyard.Router.Telemetry;

/// <summary>What the Router counts. Model tags are bounded: a name the registry does not list is counted as <c>other</c>.</summary>
internal sealed class RouterMetrics : IDisposable
{
    public const string MeterName = "Switchyard.Router";

    private readonly Meter _meter;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _attempts;
    private readonly Histogram<double> _upstreamDuration;
    private readonly Histogram<double> _timeToFirstByte;
    private readonly Counter<long> _tokens;
    private readonly Counter<long> _malformed;
    private readonly Counter<long> _slow;
    private readonly Counter<long> _rewritten;
    private readonly Counter<long> _draws;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _egress;
    private readonly Counter<long> _personalData;
    private readonly ModelRegistry _registry;

    public RouterMetrics(IMeterFactory factory, ModelRegistry registry, TimeProvider time)
    {
        _registry = registry;
        _meter = factory.Create(MeterName);
        _requests = _meter.CreateCounter<long>("switchyard.router.requests", "{request}", "Requests routed, by the provider that served them last and how they ended.");
        _attempts = _meter.CreateCounter<long>("switchyard.router.attempts", "{attempt}", "Attempts at upstreams.");
        _upstreamDuration = _meter.CreateHistogram<double>("switchyard.router.upstream.duration", "s", "Time an upstream took for its whole answer.");
        _timeToFirstByte = _meter.CreateHistogram<double>("switchyard.router.time_to_first_byte", "s", "Time until an upstream began its answer.");
        _tokens = _meter.CreateCounter<long>("switchyard.router.tokens", "{token}", "Tokens as upstreams counted them; pieces of the answer where one broke off before it did.");
        _malformed = _meter.CreateCounter<long>("switchyard.router.malformed_events", "{event}", "Events left out of streams because nobody could have read them.");
        _slow = _meter.CreateCounter<long>("switchyard.router.slow_answers", "{answer}", "Streams slower than Router:Forwarding:MinimumRate that the caller already had a part of.");
        _rewritten = _meter.CreateCounter<long>("switchyard.router.rewritten_tool_calls", "{call}", "Tool calls found in the text of answers.");
        _draws = _meter.CreateCounter<long>("switchyard.router.draws", "{request}", "Requests of weighted routes, by route and the model that was drawn.");
        _rejected = _meter.CreateCounter<long>("switchyard.router.structure.rejected", "{answer}", "Answers that were not of the form that was asked for.");
        _egress = _meter.CreateCounter<long>("switchyard.router.egress.bytes", "By", "Bytes of requests' bodies that were sent, by provider and host.");
        _personalData = _meter.CreateCounter<long>("switchyard.router.personal_data", "{request}", "Requests kept from restricted providers, by provider and the kind of what they held: a request with several kinds counts for each.");
        EndpointGauges.Create(_meter, registry, time);
    }

    /// <summary>Counts a request of a route whose model was drawn by weight.</summary>
    public void RecordDraw(string route, RouteCandidate drawn) => _draws.Add(1, new TagList { { "route", route }, { "model", ModelName(drawn) } });

    /// <summary>Counts an answer that came too slowly and could not be replaced any more.</summary>
    public void RecordSlowAnswer(RouteCandidate candidate) => _slow.Add(1, new TagList { { "provider", candidate.Provider.Config.Id } });

    /// <summary>Counts an answer's tokens, also of one that broke off.</summary>
    public void RecordAnswer(RouteCandidate candidate, StreamOutcome answer)
    {
        if (answer.MalformedEvents > 0)
        {
            _malformed.Add(answer.MalformedEvents, new TagList { { "provider", candidate.Provider.Config.Id } });
        }

        if (answer.Tools is { CallCount: > 0 } tools)
        {
            _rewritten.Add(tools.CallCount, new TagList { { "provider", candidate.Provider.Config.Id } });
        }

        Count(candidate, "prompt", answer.Usage?.PromptTokens ?? 0);
        Count(candidate, "completion", answer.CompletionTokens ?? 0);
    }

    public void RecordAttempt(RouteCandidate candidate, AttemptOutcome outcome, TimeSpan duration, TimeSpan? timeToFirstByte)
    {
        var tags = Tags(candidate, outcome);
        tags.Add("endpoint", candidate.Endpoint.Config.Name);
        _attempts.Add(1, tags);
        _upstreamDuration.Record(duration.TotalSeconds, tags);
        if (timeToFirstByte is { } first)
        {
            _timeToFirstByte.Record(first.TotalSeconds, tags);
        }
    }

    public void RecordRequest(RouteCandidate candidate, UpstreamOperation operation, AttemptOutcome outcome, int attempts, StrategyKind strategy)
    {
        var tags = Tags(candidate, outcome);
        tags.Add("operation", OperationName(operation));
        tags.Add("strategy", StrategyNames.NameOf(strategy));
        _requests.Add(1, tags);
        if (Activity.Current is { IsAllDataRequested: true } activity)
        {
            activity.SetTag("gen_ai.provider.name", candidate.Provider.Config.Id);
            activity.SetTag("gen_ai.request.model", candidate.ModelId);
            activity.SetTag("switchyard.router.outcome", outcome.ToString());
            activity.SetTag("switchyard.router.attempts", attempts);
        }
    }

    /// <summary>Counts bytes that were sent to <paramref name="endpoint"/>. What requests name themselves has no names here: there is no end of them.</summary>
    public void RecordEgress(ProviderConfig provider, UpstreamEndpoint endpoint, int bytes) =>
        _egress.Add(bytes, new TagList { { "provider", provider.Id }, { "host", provider.Kind == ProviderKind.Caller ? "other" : endpoint.Config.Root.Host } });

    /// <summary>Counts a request that was kept from a restricted provider.</summary>
    public void RecordPersonalData(RouteCandidate candidate, IReadOnlyList<string> kinds)
    {
        foreach (var kind in kinds)
        {
            _personalData.Add(1, new TagList { { "provider", candidate.Provider.Config.Id }, { "kind", kind } });
        }
    }

    /// <summary>Counts an answer that was not of the form that was asked for.</summary>
    public void RecordRejectedAnswer(RouteCandidate candidate) => _rejected.Add(1, new TagList { { "provider", candidate.Provider.Config.Id }, { "model", ModelName(candidate) } });

    public void Dispose() => _meter.Dispose();

    private void Count(RouteCandidate candidate, string kind, int tokens)
    {
        if (tokens > 0)
        {
            _tokens.Add(tokens, new TagList { { "provider", candidate.Provider.Config.Id }, { "model", ModelName(candidate) }, { "type", kind } });
        }
    }

    private string ModelName(RouteCandidate candidate) => _registry.Current.Names.ContainsKey(candidate.ModelId) ? candidate.ModelId : "other";

    private TagList Tags(RouteCandidate candidate, AttemptOutcome outcome) => new()
    {
        { "provider", candidate.Provider.Config.Id },
        { "model", ModelName(candidate) },
        { "outcome", OutcomeName(outcome) },
    };

    public static string OperationName(UpstreamOperation operation) => operation switch
    {
        UpstreamOperation.Chat => "chat",
        UpstreamOperation.Messages => "messages",
        UpstreamOperation.Responses => "responses",
        UpstreamOperation.Completions => "completions",
        UpstreamOperation.Embeddings => "embeddings",
        UpstreamOperation.CountTokens => "count_tokens",
        UpstreamOperation.Transcription => "transcription",
        UpstreamOperation.Speech => "speech",
        UpstreamOperation.Images => "images",
        _ => "tokenize",
    };

    public static string OutcomeName(AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.Completed => "completed",
        AttemptOutcome.Interrupted => "interrupted",
        AttemptOutcome.CallerLeft => "caller_left",
        AttemptOutcome.Lost => "lost",
        AttemptOutcome.Invalid => "invalid",
        AttemptOutcome.Rejected => "rejected",
        AttemptOutcome.Missing => "missing",
        AttemptOutcome.Unsupported => "unsupported",
        AttemptOutcome.RateLimited => "rate_limited",
        AttemptOutcome.Failed => "failed",
        AttemptOutcome.Unauthorized => "unauthorized",
        AttemptOutcome.Untrusted => "untrusted",
        _ => "unreachable",
    };
}
