using System.Text.Json;
using Switchyard.Dialects;
using Switchyard.Router.DataClasses;
using Switchyard.Router.Failover;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Requests;
using Switchyard.Router.Routing;
using Switchyard.Router.Translation;

namespace Switchyard.Router.Strategies;

/// <summary>Asks a model something that a caller's request needs before it can be served, by the same rules as the request itself: what providers may be sent, fallbacks and retries. It is seen among the requests, under the caller's id and its purpose.</summary>
internal sealed class ModelAsker(RoutePlanner planner, SendingPolicy sending, AnswerCapture capture, RequestLog log, TimeProvider time)
{
    private static readonly CallerDialect s_chat = DialectRegistry.Caller(Dialect.Chat);

    /// <summary>Asks <paramref name="question"/> and gets its answer in OpenAI's dialect.</summary>
    /// <param name="caller">The caller's request.</param>
    /// <param name="hints">What its headers say.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="cancellationToken">Stops it; the caller's leaving does too.</param>
    /// <returns>The answer; <see langword="null"/>, and why, where there is none.</returns>
    /// <exception cref="OperationCanceledException">The caller left, or it was stopped.</exception>
    public async Task<(CapturedAnswer? Answer, string? Problem)> AskAsync(HttpContext caller, RouteHints hints, ModelQuestion question, CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(question.Body);
        var request = new ForwardRequest(question.Operation, bytes, ModelMember.Find(bytes), question.Model, hints.ForQuestion())
        {
            Media = question.Files,
            Caller = new CallerRequest(s_chat, bytes, caller.TraceIdentifier, time.GetUtcNow()),
        };
        var plan = await sending.RestrictAsync(caller, await planner.PlanAsync(request, cancellationToken), request);
        if (plan.Error is { } refusal)
        {
            return (null, refusal.Message);
        }

        var trace = new RequestTrace($"{caller.TraceIdentifier}.{question.Purpose}", question.Operation, question.Model, time);
        log.Add(trace, plan);
        var answer = question.Operation == UpstreamOperation.Embeddings
            ? await capture.CaptureAsync(caller, plan, request, trace, cancellationToken)
            : await capture.RunAsync(caller, plan, request, trace, cancellationToken);
        trace.Complete(answer.Outcome.Attempt.Outcome);
        cancellationToken.ThrowIfCancellationRequested();
        caller.RequestAborted.ThrowIfCancellationRequested();
        return answer.Outcome.Attempt is { Error: { } error } attempt
            ? (null, UpstreamErrors.Translate(attempt.Outcome, error, answer.Outcome.Candidate, TimeSpan.Zero).Message)
            : (answer, null);
    }
}
