using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.Options;
using Switchyard.Dialects;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Requests;
using Switchyard.Providers;
using Switchyard.Router.Configuration;
using Switchyard.Router.Failover;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Requests;
using Switchyard.Router.Routing;
using Switchyard.Router.Strategies;
using Switchyard.Router.Telemetry;
using Switchyard.Router.Translation;

namespace Switchyard.Router.Structures;

/// <summary>
/// Answers that must be JSON, from models that cannot promise it or are not believed: each answer is checked against its schema, and the model is told what was
/// wrong and asked again. The caller sees a right answer or an error, never a wrong one.
/// </summary>
internal sealed class StructuredOutput(AnswerCapture capture, RouterMetrics metrics, IOptions<RouterOptions> options, TimeProvider time)
{
    private const string AttemptsHeader = "x-switchyard-structure-attempts";

    private static readonly CallerDialect s_chat = DialectRegistry.Caller(Dialect.Chat);
    private static readonly UpstreamDialect s_upstream = DialectRegistry.Upstream(Dialect.Chat);

    // The writer's own departures from the standard come later, with the provider.
    private static readonly UpstreamTraits s_everything = new() { HasExtendedSampling = true };

    /// <summary>Serves a request by <paramref name="format"/>, answer by answer.</summary>
    public async Task<FailoverResult> RunAsync(HttpContext context, RoutePlan plan, ForwardRequest request, StructuredFormat format, RequestTrace trace)
    {
        if (!TryWrite(context, request, format.Ask(request.Caller!.Answer.Request), out var first, out var refusal))
        {
            return new FailoverResult(new AttemptResult(AttemptOutcome.Unsupported, refusal), plan.Candidates[0], 0, null);
        }

        StructuredAnswer? answer;
        FailoverResult result;
        await using (new KeepAliveComments(context, request, options.Value.Forwarding.KeepAlive, time))
        {
            (answer, result) = await AskAsync(context, plan, first, format, trace);
        }

        if (answer is not null)
        {
            await DeliverAsync(context, request, answer);
        }

        return result;
    }

    private async Task<(StructuredAnswer? Answer, FailoverResult Result)> AskAsync(HttpContext context, RoutePlan plan, ForwardRequest request, StructuredFormat format, RequestTrace trace)
    {
        var usage = new TokenUsage();
        var sent = 0;
        for (var attempt = 1; ; attempt++)
        {
            var tried = plan with { Why = attempt == 1 ? plan.Why : $"attempt {attempt} at valid JSON: the model was told what was wrong" };
            var captured = await capture.RunAsync(context, tried, request, trace, CancellationToken.None);
            sent += captured.Outcome.Attempts;
            if (captured.Answer is not { } said)
            {
                return (null, captured.Outcome with { Attempts = sent });
            }

            usage = Add(usage, said.Usage);
            var problem = format.Check(said, out var json);
            captured.Outcome.LastAttempt?.Judge(problem is null ? "taken" : $"answer rejected: {problem}", isServed: problem is null);
            if (problem is null)
            {
                return (new StructuredAnswer(WithText(said, json) with { Usage = usage }, captured.Headers, attempt), captured.Outcome with { Attempts = sent });
            }

            metrics.RecordRejectedAnswer(captured.Outcome.Candidate);
            if (attempt == options.Value.Structure.Attempts)
            {
                var error = new ProviderError($"gave no answer of the form that was asked for in {attempt} attempts; of the last: {problem}");
                return (null, captured.Outcome with { Attempts = sent, Attempt = new AttemptResult(AttemptOutcome.Invalid, error) });
            }

            request = Write(context, request, StructuredFormat.TellWhatIsWrong(request.Caller!.Answer.Request, said, problem));
        }
    }

    // Asked as a chat completion, whatever the caller speaks: that every upstream is asked in its own way is the forwarder's business.
    private ForwardRequest Write(HttpContext context, ForwardRequest request, ModelRequest asked)
    {
        var body = s_upstream.RequestWriter.Write(asked, s_everything).Body;
        return request with
        {
            Operation = UpstreamOperation.Chat,
            Body = body,
            Model = ModelMember.Find(body.Span),
            Caller = new CallerRequest(s_chat, body, context.TraceIdentifier, time.GetUtcNow()),
        };
    }

    private bool TryWrite(HttpContext context, ForwardRequest request, ModelRequest asked, [NotNullWhen(true)] out ForwardRequest? written, [NotNullWhen(false)] out ProviderError? refusal)
    {
        try
        {
            (written, refusal) = (Write(context, request, asked), null);
            return true;
        }
        catch (TranslationException exception)
        {
            (written, refusal) = (null, UpstreamCall.Refuse(exception));
            return false;
        }
    }

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
