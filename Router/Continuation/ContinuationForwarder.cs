using System.Net;
using System.Net.Http.Headers;
using Switchyard.Providers;
using Switchyard.Router.DataClasses;
using Switchyard.Router.Egress;
using Switchyard.Router.Failover;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Forwarding.Answers;
using Switchyard.Router.Routing;

namespace Switchyard.Router.Continuation;

/// <summary>Sends the requests for continuations. YARP cannot: the caller's answer has begun.</summary>
internal sealed class ContinuationForwarder(UpstreamClients clients, UpstreamGuards guards, EndpointMemory memory, AttemptRecorder recorder, SendingPolicy sending, RestrictedProviderLog restricted, EgressMeter egress, TimeProvider time)
{
    private static readonly MediaTypeHeaderValue s_json = new("application/json");

    public UpstreamGuards Guards => guards;

    public EndpointMemory Memory => memory;

    public AttemptRecorder Recorder => recorder;

    public SendingPolicy Sending => sending;

    public TimeProvider Time => time;

    /// <summary>Asks <paramref name="candidate"/> and gets the stream of its answer, or why there is none.</summary>
    public async ValueTask<(Stream? Body, ProviderError? Refusal)> SendAsync(HttpContext context, RouteCandidate candidate, ContinuationRequest request, CancellationToken cancellationToken)
    {
        restricted.Note(context, candidate);
        egress.Record(candidate.Provider.Config, candidate.Endpoint, request.Body.Length);
        using var message = Write(context.TraceIdentifier, candidate, request);
        var response = await clients.For(candidate.Provider.Config).SendAsync(message, cancellationToken);
        var dialect = candidate.Provider.Config.Dialect;
        if (response.IsSuccessStatusCode && UpstreamTransformer.IsEventStream(response, dialect))
        {
            // The stream holds the connection; the message around it holds nothing else.
            return (await response.Content.ReadAsStreamAsync(cancellationToken), null);
        }

        using (response)
        {
            return (null, response.IsSuccessStatusCode ? ProviderErrors.Unreadable() : await Refusal.ReadAsync(response, dialect, cancellationToken));
        }
    }

    private static HttpRequestMessage Write(string requestId, RouteCandidate candidate, ContinuationRequest request)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, request.Address)
        {
            Version = HttpVersion.Version20,
            Content = new ReadOnlyMemoryContent(request.Body) { Headers = { ContentType = s_json } },
        };
        message.Headers.TryAddWithoutValidation("x-request-id", requestId);
        UpstreamHeaders.Add(message, candidate.Provider.Config);
        return message;
    }
}
