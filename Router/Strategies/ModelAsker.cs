using System.Text.Json;
using System.Text.Json.Nodes;
using Switchyard.Dialects;
using Switchyard.Router.DataClasses;
using Switchyard.Router.Failover;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Requests;
using Switchyard.Router.Routing;
using Switchyard.Router.Translation;

namespace Switchyard.Router.Strategies;

/// <summary>Asks a model something that a caller's request needs before it can be served, by the same rules as the request itself: what providers may be sent, fallbacks and retries. It is seen among the requests under the caller's id.</summary>
internal sealed class ModelAsker(RoutePlanner planner, SendingPolicy sending, AnswerCapture capture, RequestLog log, TimeProvider time)
{
    private static readonly CallerDialect s_chat = DialectRegistry.Caller(Dialect.Chat);

    /// <summary>Asks <paramref name="model"/>, or the default one, and gets its answer in OpenAI's dialect.</summary>
    /// <param name="caller">The caller's request.</param>
    /// <param name="hints">What its headers say.</param>
    /// <param name="operation">What is asked: a chat completion, or embeddings.</param>
    /// <param name="model">The model string; <see langword="null"/>: the default model.</param>
    /// <param name="body">The question, without the model.</param>
    /// <param name="purpose">What it is for: the part behind the caller's id in the list of requests.</param>
    /// <returns>The answer; <see langword="null"/>, and why, where there is none.</returns>
    /// <exception cref="OperationCanceledException">The caller left.</exception>
    public async Task<(CapturedAnswer? Answer, string? Problem)> AskAsync(HttpContext caller, RouteHints hints, UpstreamOperation operation, string? model, JsonObject body, string purpose)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
        var request = new ForwardRequest(operation, bytes, ModelMember.Find(bytes), model, hints.ForQuestion())
        {
            Caller = new CallerRequest(s_chat, bytes, caller.TraceIdentifier, time.GetUtcNow()),
        };
        var plan = sending.Restrict(caller, await planner.PlanAsync(request, caller.RequestAborted), request);
        if (plan.Error is { } refusal)
        {
            return (null, refusal.Message);
        }

        var trace = new RequestTrace($"{caller.TraceIdentifier}.{purpose}", operation, model, time);
        log.Add(trace, caller, plan);
        var answer = operation == UpstreamOperation.Embeddings
            ? await capture.CaptureAsync(caller, plan, request, trace, CancellationToken.None)
            : await capture.RunAsync(caller, plan, request, trace, CancellationToken.None);
        trace.Complete(answer.Outcome.Attempt.Outcome);
        caller.RequestAborted.ThrowIfCancellationRequested();
        return answer.Outcome.Attempt is { Error: { } error } attempt
            ? (null, UpstreamErrors.Translate(attempt.Outcome, error, answer.Outcome.Candidate, TimeSpan.Zero).Message)
            : (answer, null);
    }
}
