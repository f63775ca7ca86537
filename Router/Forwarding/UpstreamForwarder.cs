using System.Security.Authentication;
using Microsoft.Extensions.Options;
using Switchyard.Providers;
using Switchyard.Router.Configuration;
using Switchyard.Router.Credentials;
using Switchyard.Router.Egress;
using Switchyard.Router.Forwarding.Events;
using Switchyard.Router.Media;
using Switchyard.Router.Requests;
using Switchyard.Router.Routing;
using Switchyard.Router.Strategies;
using Switchyard.Router.Translation;
using Yarp.ReverseProxy.Forwarder;

namespace Switchyard.Router.Forwarding;

/// <summary>Sends a request to one upstream through YARP. Nothing reaches the caller unless the upstream began a real answer.</summary>
internal sealed class UpstreamForwarder(
    IHttpForwarder forwarder, UpstreamClients clients, IOptions<RouterOptions> options, AttemptRecorder recorder, EgressMeter egress, TimeProvider time)
{
    private readonly ForwardingOptions _options = options.Value.Forwarding;
    private readonly ForwarderRequestConfig _config = new() { ActivityTimeout = options.Value.Forwarding.ActivityTimeout, AllowResponseBuffering = false };

    /// <summary>Makes the attempt numbered <paramref name="attempt"/>, which must end at the timestamp <paramref name="deadline"/>.</summary>
    public async ValueTask<AttemptResult> SendAsync(HttpContext context, RouteCandidate candidate, UpstreamCall call, int attempt, long deadline, Action onAccepted, AttemptTrace trace)
    {
        context.Request.Body = EgressStream.Over(call.Body, egress, candidate);
        // The attempt before may have left its status behind, which YARP takes for an answer that is already under way.
        context.Response.StatusCode = StatusCodes.Status200OK;
        // Where several try to answer only a piece of the answer itself may end the wait: a comment would win.
        var contestant = context.Features.Get<IContestant>();
        var times = new StreamTimes(_options.FirstTokenTimeout, _options.StreamIdleTimeout, contestant is null ? _options.HoldBack : _options.FirstTokenTimeout, _options.KeepAlive, deadline) { Guard = call.HasAlternative ? recorder.Guard : null };
        var transformer = new UpstreamTransformer(candidate, call, attempt, times, onAccepted, time);
        var estimate = candidate.Provider.Estimate;
        using var load = candidate.Endpoint.Load.Begin(PromptSize.TokensOf(candidate.Provider, call.Body.Length, call.Files), estimate.AnswerTokens);
        transformer.Answer.Load = load;

        var error = await forwarder.SendAsync(context, candidate.Endpoint.Config.Root.AbsoluteUri, clients.For(candidate.Provider.Config), ConfigFor(deadline), transformer, context.RequestAborted);

        if (call.Continuation is { HasBroken: true } continuation)
        {
            return continuation.End(isWhole: error == ForwarderError.None);
        }

        var result = Judge(context, error, transformer, call);
        recorder.Record(transformer.ToRecord(), result, trace);
        return result;
    }

    private ForwarderRequestConfig ConfigFor(long deadline)
    {
        var left = time.GetElapsedTime(time.GetTimestamp(), deadline);
        return left > _options.ActivityTimeout ? _config : _config with { ActivityTimeout = left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1) };
    }

    private static AttemptResult Judge(HttpContext context, ForwarderError error, UpstreamTransformer transformer, UpstreamCall call)
    {
        if (HasCallerLeft(context, error))
        {
            return new AttemptResult(context.Features.Get<IContestant>() is { IsLost: true } ? AttemptOutcome.Lost : AttemptOutcome.CallerLeft, null);
        }

        if (transformer.Refusal is { } refusal)
        {
            // A member of the translated request is not one the caller knows of.
            return new AttemptResult(RefusalPolicy.Judge(refusal), call.Translation is null ? refusal : refusal with { Param = null });
        }

        if (!transformer.IsCommitted)
        {
            return error == ForwarderError.RequestTimedOut ? new AttemptResult(AttemptOutcome.Unreachable, new ProviderError("did not answer in time")) : JudgeConnection(context);
        }

        return new AttemptResult(error == ForwarderError.None && !transformer.Answer.IsInterrupted ? AttemptOutcome.Completed : AttemptOutcome.Interrupted, null);
    }

    // YARP aborts the request where the upstream's answer breaks off in the middle: that looks as if the caller had left, at once or a moment later.
    private static bool HasCallerLeft(HttpContext context, ForwarderError error) => context.RequestAborted.IsCancellationRequested && error != ForwarderError.ResponseBodyDestination;

    // A handshake that merely breaks off says nothing about the certificate.
    private static AttemptResult JudgeConnection(HttpContext context) => context.Features.Get<IForwarderErrorFeature>()?.Exception switch
    {
        TokenException token => new AttemptResult(token.IsRefusal ? AttemptOutcome.Unauthorized : AttemptOutcome.Unreachable, new ProviderError(token.Message)),
        HttpRequestException { InnerException: AuthenticationException } =>
            new AttemptResult(AttemptOutcome.Untrusted, new ProviderError("could not be trusted: its TLS certificate is expired, for another name, or of an unknown authority")),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => new AttemptResult(AttemptOutcome.Unreachable, new ProviderError("could not be found under its name")),
        _ => new AttemptResult(AttemptOutcome.Unreachable, new ProviderError("could not be reached")),
    };
}
