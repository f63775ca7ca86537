using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Switchyard.Providers;
using Switchyard.Providers.OpenAICompatible;
using Switchyard.Router.Discovery;
using Switchyard.Router.Routing;
using Yarp.ReverseProxy.Forwarder;

namespace Switchyard.Router.Forwarding;

/// <summary>What one attempt sends and lets through. Both directions start from nothing and add what is needed: no credential, cookie or hop-by-hop header can slip past.</summary>
internal sealed class UpstreamTransformer(RouteCandidate candidate, UpstreamOperation operation, int bodyLength, int attempt, TimeSpan streamIdleTimeout) : HttpTransformer
{
    private const string EventStream = "text/event-stream";
    private const string Json = "application/json";

    private static readonly MediaTypeHeaderValue s_json = new(Json);
    private static readonly string[] s_passedOn = ["openai-processing-ms", "openai-version", "x-ratelimit-limit-requests", "x-ratelimit-remaining-requests", "x-ratelimit-reset-requests", "x-ratelimit-limit-tokens", "x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens"];

    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly StreamOutcome _stream = new();

    /// <summary>Gets the refusal, if the upstream did not accept.</summary>
    public ProviderError? Refusal { get; private set; }

    /// <summary>Gets whether the upstream accepted: from then on its answer is the caller's.</summary>
    public bool IsCommitted { get; private set; }

    /// <summary>Gets whether the stream ended with an error event.</summary>
    public bool IsInterrupted => _stream.IsInterrupted;

    /// <summary>Gets how long the upstream took to begin its answer.</summary>
    public TimeSpan? TimeToFirstByte { get; private set; }

    public override ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        proxyRequest.RequestUri = candidate.Endpoint.AddressOf(operation);
        proxyRequest.Content!.Headers.ContentType = s_json;
        proxyRequest.Content.Headers.ContentLength = bodyLength;
        proxyRequest.Headers.TryAddWithoutValidation("x-request-id", httpContext.TraceIdentifier);
        ModelLister.Authorize(proxyRequest, candidate.Provider.Config.ApiKey);
        return default;
    }

    public override async ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        if (proxyResponse is null)
        {
            return false;
        }

        TimeToFirstByte = Stopwatch.GetElapsedTime(_started);
        if (!proxyResponse.IsSuccessStatusCode)
        {
            Refusal = await ErrorReader.ReadAsync(proxyResponse, cancellationToken);
            return false;
        }

        var mediaType = proxyResponse.Content.Headers.ContentType?.MediaType;
        if (mediaType is not (EventStream or Json))
        {
            // A sign-in page, a proxy's greeting: success is what can be read as an answer.
            Refusal = new ProviderError("did not send an answer that can be read") { Code = ProviderErrorCodes.InvalidResponse };
            return false;
        }

        CopyHeaders(httpContext.Response, proxyResponse);
        if (mediaType == EventStream)
        {
            proxyResponse.Content = new EventStreamContent(proxyResponse.Content, httpContext.TraceIdentifier, streamIdleTimeout, _stream);
        }

        IsCommitted = true;
        return true;
    }

    public override ValueTask TransformResponseTrailersAsync(HttpContext httpContext, HttpResponseMessage proxyResponse, CancellationToken cancellationToken) => default;

    private void CopyHeaders(HttpResponse response, HttpResponseMessage upstream)
    {
        response.ContentType = upstream.Content.Headers.ContentType?.ToString();
        response.ContentLength = upstream.Content.Headers.ContentLength;
        response.Headers["x-switchyard-provider"] = candidate.Provider.Config.Id;
        response.Headers["x-switchyard-attempts"] = attempt.ToString(CultureInfo.InvariantCulture);
        foreach (var name in s_passedOn)
        {
            if (upstream.Headers.NonValidated.TryGetValues(name, out var values))
            {
                response.Headers[name] = values.ToString();
            }
        }
    }
}
