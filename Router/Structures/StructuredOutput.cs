using System.Globalization;
using Microsoft.Extensions.Options;
using Switchyard.Dialects;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Requests;
using Switchyard.Providers;
using Switchyard.Router.Configuration;
using Switchyard.Router.DataClasses;
using Switchyard.Router.Failover;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Requests;
using Switchyard.Router.Routing;
using Switchyard.Router.Strategies;
using Switchyard.Router.Telemetry;

namespace Switchyard.Router.Structures;

/// <summary>
/// Answers that must be JSON, from models that cannot promise it or are not believed: each answer is checked against its schema, and the model is told what was
/// wrong and asked again. The caller sees a right answer or an error, never a wrong one.
/// </summary>
internal sealed class StructuredOutput(FailoverForwarder failover, SendingPolicy sending, RouterMetrics metrics, IOptions<RouterOptions> options, TimeProvider time)
{
    private const string AttemptsHeader = "x-switchyard-structure-attempts";

    private static readonly CallerDialect s_chat = DialectRegistry.Caller(Dialect.Chat);

    private readonly AnswerCapture _capture = new(failover);

    /// <summary>Serves a request by <paramref name="format"/>, answer by answer.</summary>
    public async Task<FailoverResult> RunAsync(HttpContext context, RoutePlan plan, ForwardRequest request, StructuredFormat format, RequestTrace trace)
    {
        StructuredAnswer? answer;
        FailoverResult result;
        await using (new KeepAliveComments(context, request, options.Value.Forwarding.KeepAlive, time))
        {
            (answer, result) = await AskAsync(context, plan, Ask(request, request.Caller!.Answer.Request with { Stream = false, IncludeUsage = false }), format, trace);
        }

        try
        {
            if (answer is not null)
            {
                await DeliverAsync(context, request, answer);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Another was faster by a moment, or the caller left: there is nobody to write to, and nothing failed.
            var outcome = context.Features.Get<IContestant>() is { IsLost: true } ? AttemptOutcome.Lost : AttemptOutcome.CallerLeft;
            return result with { Attempt = new AttemptResult(outcome, null) };
        }

        return result;
    }

    // The model that gave a wrong answer is asked again; after as many as it may give, the plan's next.
    private async Task<(StructuredAnswer? Answer, FailoverResult Result)> AskAsync(HttpContext context, RoutePlan plan, ForwardRequest first, StructuredFormat format, RequestTrace trace)
    {
        var usage = new TokenUsage();
        var (request, asked, sent, answers, ofModel) = (first, plan, 0, 0, 0);
        while (true)
        {
            var captured = await _capture.RunAsync(context, asked, request, trace, CancellationToken.None);
            sent += captured.Outcome.Attempts;
            if (captured.Answer is not { } said)
            {
                return (null, captured.Outcome with { Attempts = sent });
            }

            (usage, answers, ofModel) = (Add(usage, said.Usage), answers + 1, ofModel + 1);
            var problem = format.Check(said, out var json);
            captured.Outcome.LastAttempt?.Judge(problem is null ? "taken" : $"answer rejected: {problem}", isServed: problem is null);
            if (problem is null)
            {
                return (new StructuredAnswer(WithText(said, json) with { Usage = usage }, captured.Headers, answers), captured.Outcome with { Attempts = sent });
            }

            metrics.RecordRejectedAnswer(captured.Outcome.Candidate);
            if (ofModel < options.Value.Structure.Attempts)
            {
                request = Ask(request, StructuredFormat.TellWhatIsWrong(request.Caller!.Answer.Request, said, problem));
                asked = await sending.RestrictWrittenAsync(context, asked with { LeftOut = [] }, request, captured.Outcome.Candidate.Provider.Config, AnswerText.Of(said));
                asked = asked with { Why = $"attempt {ofModel + 1} at valid JSON: the model was told what was wrong" };
                continue;
            }

            List<RouteCandidate> others = [.. plan.Candidates.Where(candidate => candidate.ModelId != captured.Outcome.Candidate.ModelId)];
            if (others.Count == 0)
            {
                var error = new ProviderError($"gave no answer of the form that was asked for in {answers} attempts; of the last: {problem}");
                return (null, captured.Outcome with { Attempts = sent, Attempt = new AttemptResult(AttemptOutcome.Invalid, error) });
            }

            (request, ofModel) = (first, 0);
            asked = plan = plan with { Candidates = others, Why = "fallback, since the model before gave no valid JSON", LeftOut = [] };
        }
    }

    // The answer comes as a chat completion, whatever the caller speaks; what is asked is written for each upstream in its own way.
    private static ForwardRequest Ask(ForwardRequest request, ModelRequest asked) =>
        request with { Operation = UpstreamOperation.Chat, Caller = request.Caller!.With(s_chat, asked), IsRewritten = true };

    private static ModelAnswer WithText(ModelAnswer answer, string? json) => json is null ? answer
        : answer with { Parts = [.. answer.Parts.Where(static part => part is not TextPart), new TextPart(json)] };

    private static TokenUsage Add(TokenUsage sum, TokenUsage? usage) => usage is null ? sum : new TokenUsage
    {
        InputTokens = sum.InputTokens + usage.InputTokens,
        CachedInputTokens = sum.CachedInputTokens + usage.CachedInputTokens,
        CacheWriteTokens = sum.CacheWriteTokens + usage.CacheWriteTokens,
        OutputTokens = sum.OutputTokens + usage.OutputTokens,
        ReasoningTokens = sum.ReasoningTokens + usage.ReasoningTokens,
    };

    private static Task DeliverAsync(HttpContext context, ForwardRequest request, StructuredAnswer answer)
    {
        if (!context.Response.HasStarted)
        {
            AnswerDelivery.CopyHeaders(context.Response, answer.Headers);
            context.Response.Headers[AttemptsHeader] = answer.Attempts.ToString(CultureInfo.InvariantCulture);
        }

        return AnswerDelivery.DeliverAsync(context, request, answer.Answer);
    }
}
