using Microsoft.Extensions.Options;
using Switchyard.Providers;
using Switchyard.Router.Configuration;
using Switchyard.Router.Routing;
using Switchyard.Router.Telemetry;
using Yarp.ReverseProxy.Forwarder;

namespace Switchyard.Router.Forwarding;

/// <summary>Sends a request to one upstream through YARP. Nothing reaches the caller unless the upstream accepted.</summary>
internal sealed class UpstreamForwarder(IHttpForwarder forwarder, UpstreamClients clients, IOptions<RouterOptions> options, RouterMetrics metrics, TimeProvider time)
{
    private readonly ForwarderRequestConfig _config = new() { ActivityTimeout = options.Value.Forwarding.ActivityTimeout, AllowResponseBuffering = false };
    private readonly TimeSpan _streamIdleTimeout = options.Value.Forwarding.StreamIdleTimeout;

    /// <summary>Makes the attempt numbered <paramref name="attempt"/>.</summary>
    public async ValueTask<AttemptResult> SendAsync(HttpContext context, RouteCandidate candidate, ForwardRequest request, int attempt)
    {
        var body = request.Model.Rename(request.Body, candidate.UpstreamName);
        context.Request.Body = ReplayStream.Over(body);
        // The attempt before may have left its status behind, which YARP takes for an answer that is already under way.
        context.Response.StatusCode = StatusCodes.Status200OK;
        var transformer = new UpstreamTransformer(candidate, request.Operation, body.Length, attempt, _streamIdleTimeout);
        var started = time.GetTimestamp();

        var error = await forwarder.SendAsync(context, candidate.Endpoint.Config.Root.AbsoluteUri, clients.For(candidate.Provider.Config), _config, transformer, context.RequestAborted);

        var result = Judge(context, error, transformer);
        metrics.RecordAttempt(candidate, result.Outcome, time.GetElapsedTime(started), transformer.TimeToFirstByte);
        return result;
    }

    private static AttemptResult Judge(HttpContext context, ForwarderError error, UpstreamTransformer transformer)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            return new AttemptResult(AttemptOutcome.CallerLeft, null);
        }

        if (transformer.Refusal is { } refusal)
        {
            return new AttemptResult(RefusalPolicy.Judge(refusal), refusal);
        }

        if (!transformer.IsCommitted)
        {
            return new AttemptResult(AttemptOutcome.Unreachable, new ProviderError(error == ForwarderError.RequestTimedOut ? "did not answer in time" : "could not be reached"));
        }

        if (!context.Response.HasStarted)
        {
            // Not one byte of a body came, so nothing was sent and another may answer.
            return new AttemptResult(AttemptOutcome.Unreachable, new ProviderError(error == ForwarderError.None ? "sent an empty answer" : "broke off before its answer began"));
        }

        return new AttemptResult(error == ForwarderError.None && !transformer.IsInterrupted ? AttemptOutcome.Completed : AttemptOutcome.Interrupted, null);
    }
}
