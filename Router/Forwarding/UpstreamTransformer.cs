using System.Globalization;
using System.Net.Http.Headers;
using Switchyard.Dialects;
using Switchyard.Providers;
using Switchyard.Router.Credentials;
using Switchyard.Router.Forwarding.Answers;
using Switchyard.Router.Forwarding.Events;
using Switchyard.Router.Routing;
using Switchyard.Router.Translation;
using Yarp.ReverseProxy.Forwarder;

namespace Switchyard.Router.Forwarding;

/// <summary>What one attempt sends and lets through. Both directions start from nothing and add what is needed: no credential, cookie or hop-by-hop header can slip past.</summary>
internal sealed class UpstreamTransformer(RouteCandidate candidate, UpstreamCall call, int attempt, StreamTimes times, Action onAccepted, TimeProvider time) : HttpTransformer
{
    private const string Events = "text/event-stream";
    private const string Json = "application/json";
    private const string JsonLines = "application/x-ndjson";

    private static readonly MediaTypeHeaderValue s_json = new(Json);
    private static readonly MediaTypeHeaderValue s_events = new(Events);
    private static readonly string[] s_passedOn = ["openai-processing-ms", "openai-version", "x-ratelimit-limit-requests", "x-ratelimit-remaining-requests", "x-ratelimit-reset-requests", "x-ratelimit-limit-tokens", "x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens"];

    private readonly long _started = time.GetTimestamp();

    /// <summary>Gets the refusal, if the upstream did not accept.</summary>
    public ProviderError? Refusal { get; private set; }

    /// <summary>Gets whether the upstream accepted: from then on its answer is the caller's.</summary>
    public bool IsCommitted { get; private set; }

    /// <summary>Gets what came of the answer.</summary>
    public StreamOutcome Answer { get; } = new();

    /// <summary>Gets how long the upstream took to begin its answer.</summary>
    public TimeSpan? TimeToFirstByte { get; private set; }

    /// <summary>Tells whether <paramref name="response"/> is a stream as upstreams of <paramref name="dialect"/> send them.</summary>
    public static bool IsEventStream(HttpResponseMessage response, UpstreamDialect dialect) =>
        MediaTypeOf(response.Content) is { } type && (type == Events || (type == JsonLines && dialect.StreamsJsonLines));

    /// <summary>Gets what <paramref name="content"/> is declared to be, in lower case and without parameters.</summary>
    public static string? MediaTypeOf(HttpContent content) => content.Headers.ContentType?.MediaType?.ToLowerInvariant();

    /// <summary>Gets what is known of the attempt now.</summary>
    public AttemptRecord ToRecord() => new(candidate, call.Operation.IsPassedThrough() ? null : call.Files.Count == 0 ? call.Body.Length : 0, Answer, TimeToFirstByte, time.GetElapsedTime(_started), IsCommitted);

    private UpstreamDialect Dialect => candidate.Provider.Config.Dialect;

    public override ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        proxyRequest.RequestUri = call.Address;
        proxyRequest.Content!.Headers.ContentType = call.Form?.ContentType ?? s_json;
        proxyRequest.Content.Headers.ContentLength = call.Body.Length;
        proxyRequest.Headers.TryAddWithoutValidation("x-request-id", httpContext.TraceIdentifier);
        UpstreamHeaders.Add(proxyRequest, candidate.Provider.Config);
        if (candidate.Provider.Config.OAuth is not null)
        {
            proxyRequest.Options.Set(OAuthHandler.Body, call.Body);
        }

        TraceContext.PassOn(httpContext.Request.Headers, proxyRequest);
        if ((call.Translation is null || call.Continuation is not null) && call.Caller.Dialect == Dialects.Dialect.Anthropic && Dialect.Dialect == Dialects.Dialect.Anthropic)
        {
            UpstreamHeaders.AddCallers(proxyRequest, candidate.Provider.Config, httpContext.Request.Headers);
        }

        return default;
    }

    public override async ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        if (proxyResponse is null)
        {
            return false;
        }

        TimeToFirstByte = time.GetElapsedTime(_started);
        if (!proxyResponse.IsSuccessStatusCode)
        {
            Refusal = await Answers.Refusal.ReadAsync(proxyResponse, Dialect, cancellationToken);
            Refusal = call.Operation.IsPassedThrough() ? PassedAnswer.Explain(Refusal, candidate, call.Operation) : Refusal;
            return false;
        }

        var mediaType = MediaTypeOf(proxyResponse.Content);
        Refusal = call.Operation.IsPassedThrough() && mediaType is not (Json or Events) ? await PassOnAsync(proxyResponse, httpContext.RequestAborted) : (IsEventStream(proxyResponse, Dialect) ? Events : mediaType) switch
        {
            // A caller who asked for no stream could not read one, translated or not; a stream that is none is held back for the error it may be.
            Events when call.Translation is { IsStream: false } => ProviderErrors.Unreadable(),
            Events => await HoldEventsBackAsync(proxyResponse, httpContext.TraceIdentifier, httpContext.RequestAborted),
            Json => await HoldJsonBackAsync(proxyResponse, httpContext.RequestAborted) ?? (call.Translation is { IsStream: true } ? ProviderErrors.Unreadable() : null),

            // A sign-in page, a proxy's greeting: success is what can be read as an answer.
            _ => ProviderErrors.Unreadable(),
        };
        if (Refusal is not null)
        {
            return false;
        }

        CopyHeaders(httpContext.Response, proxyResponse);
        onAccepted();
        IsCommitted = true;
        return true;
    }

    public override ValueTask TransformResponseTrailersAsync(HttpContext httpContext, HttpResponseMessage proxyResponse, CancellationToken cancellationToken) => default;

    private async ValueTask<ProviderError?> HoldEventsBackAsync(HttpResponseMessage response, string requestId, CancellationToken cancellationToken)
    {
        var content = response.Content;
        // How many bytes a second a picture has says nothing about who makes it.
        var pace = call.Operation.IsPassedThrough() ? times with { Guard = null } : times;
        var stream = new EventStream(await content.ReadAsStreamAsync(cancellationToken), EventsOf(requestId), pace, Answer, time, call.Continuation);
        call.Continuation?.Watch(this, times);
        response.Content = WithHeaders(new AnswerContent(content, stream), content, s_events);
        var failure = await stream.OpenAsync(cancellationToken);
        TimeToFirstByte = time.GetElapsedTime(_started);
        return failure;
    }

    private async ValueTask<ProviderError?> HoldJsonBackAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var (content, refusal) = await new JsonAnswer(times, time, Answer, Dialect).HoldBackAsync(response.Content, call.Translation, cancellationToken);
        response.Content = content is null ? response.Content : WithHeaders(content, response.Content, s_json);

        // Nothing that was asked to speak answers so.
        return refusal ?? (call.Operation == UpstreamOperation.Speech ? ProviderErrors.Unreadable() : null);
    }

    private async ValueTask<ProviderError?> PassOnAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var (content, refusal) = await PassedAnswer.BeginAsync(response.Content, call.Operation, times, time, cancellationToken);
        response.Content = content is null ? response.Content : WithHeaders(content, response.Content, s_json);
        TimeToFirstByte = time.GetElapsedTime(_started);
        return refusal;
    }

    private AnswerEvents EventsOf(string requestId) => call.Translation is ConversationTranslation translation
        ? translation.Translate(Answer)
        : new PassedEvents(call.Operation.IsPassedThrough() ? new MediaEventJudge(Dialect) : EventJudge.Of(Dialect), call.Caller, requestId, Answer);

    // The caller's headers are read from the content's.
    private HttpContent WithHeaders(HttpContent content, HttpContent original, MediaTypeHeaderValue translated)
    {
        content.Headers.ContentType = call.Translation is null ? original.Headers.ContentType : translated;
        content.Headers.ContentLength = call.Translation is null ? original.Headers.ContentLength : content.Headers.ContentLength;
        return content;
    }

    private void CopyHeaders(HttpResponse response, HttpResponseMessage upstream)
    {
        response.ContentType = upstream.Content.Headers.ContentType?.ToString();
        response.ContentLength = upstream.Content.Headers.ContentLength;
        response.Headers["x-switchyard-provider"] = candidate.Provider.Config.Id;
        response.Headers["x-switchyard-attempts"] = attempt.ToString(CultureInfo.InvariantCulture);
        if (DroppedFields.WithAnswers(call.Dropped, Answer) is { } dropped)
        {
            response.Headers[DroppedFields.HeaderName] = dropped;
        }

        foreach (var name in s_passedOn)
        {
            if (upstream.Headers.NonValidated.TryGetValues(name, out var values))
            {
                response.Headers[name] = values.ToString();
            }
        }
    }
}
