using Switchyard.Dialects;
using Switchyard.Dialects.Answers;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Requests;
using Switchyard.Router.Routing;

namespace Switchyard.Router.Strategies;

/// <summary>Gets one model's whole answer without showing it to the caller.</summary>
internal sealed class AnswerCapture(IModelRunner runner)
{
    private static readonly UpstreamDialect s_chat = DialectRegistry.Upstream(Dialect.Chat);
    private static readonly UpstreamDialect s_anthropic = DialectRegistry.Upstream(Dialect.Anthropic);

    /// <summary>Runs <paramref name="plan"/> for a request that does not stream.</summary>
    public async Task<CapturedAnswer> RunAsync(HttpContext caller, RoutePlan plan, ForwardRequest request, RequestTrace trace, CancellationToken cancellationToken)
    {
        var captured = await CaptureAsync(caller, plan, request, trace, cancellationToken);
        var answer = captured.Outcome.Attempt.Outcome == AttemptOutcome.Completed ? Read(request, captured.Bytes) : null;

        // What cannot be read, or broke off, cannot be compared: it is no answer here.
        return answer is null && !caller.RequestAborted.IsCancellationRequested && !cancellationToken.IsCancellationRequested
            ? captured with { Outcome = captured.Outcome.WithoutAnswer() }
            : captured with { Answer = answer };
    }

    /// <summary>Runs <paramref name="plan"/> and leaves what the answer says unread.</summary>
    public async Task<CapturedAnswer> CaptureAsync(HttpContext caller, RoutePlan plan, ForwardRequest request, RequestTrace trace, CancellationToken cancellationToken)
    {
        using var lifetime = CancellationTokenSource.CreateLinkedTokenSource(caller.RequestAborted, cancellationToken);
        await using var body = new CapturedBody();
        var context = DetachedContext.Create(caller, body, lifetime, () => body.Bytes.Length > 0, static () => { });
        context.Features.Set<IContestant>(new CapturedContestant(caller, cancellationToken));
        var result = await runner.RunAsync(context, plan, request, trace);
        return new CapturedAnswer(plan.Candidates[0].ModelId, result, body.Bytes, context.Response.Headers, null);
    }

    private static ModelAnswer? Read(ForwardRequest request, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return (request.Operation == UpstreamOperation.Messages ? s_anthropic : s_chat).AnswerReader.Read(bytes.Span, request.Caller!.Answer);
        }
        catch (AnswerFormatException)
        {
            return null;
        }
    }
}
