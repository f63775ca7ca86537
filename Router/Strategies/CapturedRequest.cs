using System.Text.Json;
using System.Text.Json.Nodes;
using Switchyard.Dialects;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Translation;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Strategies;

/// <summary>A request as it is asked where whole answers are compared: without a stream, whatever its caller wants.</summary>
internal static class CapturedRequest
{
    private static readonly CallerDialect s_chat = DialectRegistry.Caller(Dialect.Chat);

    /// <summary>Says what keeps <paramref name="request"/> from being served by <paramref name="kind"/>.</summary>
    public static ApiError? Check(StrategyKind kind, ForwardRequest request) => kind switch
    {
        StrategyKind.Cascade or StrategyKind.Vote when request.Caller is null || request.Operation == UpstreamOperation.CountTokens =>
            Refuse($"'{StrategyNames.NameOf(kind)}' compares what models say; this request asks for nothing of the kind."),
        StrategyKind.Parallel when request.Operation is not (UpstreamOperation.Chat or UpstreamOperation.Completions) =>
            Refuse("'parallel' gives all answers as choices, which only /v1/chat/completions and /v1/completions have. Ask there, or take 'race' or 'hedge' here; 'cascade' and 'vote' too where the answer is in words."),
        StrategyKind.Cascade or StrategyKind.Vote or StrategyKind.Parallel => CheckBody(request),
        _ => null,
    };

    /// <summary>Makes the request without a stream.</summary>
    public static ForwardRequest Of(ForwardRequest request, HttpContext context, TimeProvider time)
    {
        // Only these two have a reader of their answers; others are asked as chat completions, and answered in their own dialect.
        if (request.Operation is not (UpstreamOperation.Chat or UpstreamOperation.Messages))
        {
            var asked = request.Caller!.Answer.Request with { Stream = false, IncludeUsage = false };
            return request with { Operation = UpstreamOperation.Chat, Caller = request.Caller.With(s_chat, asked), IsRewritten = true };
        }

        var body = JsonNode.Parse(request.Body.Span)!.AsObject();
        body.Remove("stream");
        body.Remove("stream_options");
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
        return request with
        {
            Body = bytes,
            Model = ModelMember.Find(bytes),
            Caller = new CallerRequest(request.Caller!.Caller, bytes, context.TraceIdentifier, time.GetUtcNow()),
        };
    }

    private static ApiError? CheckBody(ForwardRequest request)
    {
        try
        {
            _ = request.Caller!.Answer;
            using var body = JsonDocument.Parse(request.Body);
            return body.RootElement.TryGetProperty("n", out var count) && count.ValueKind == JsonValueKind.Number && count.GetDouble() > 1
                ? ApiErrors.InvalidValue("n", "A strategy that compares answers asks each model for one; leave 'n' out.")
                : null;
        }
        catch (TranslationException exception)
        {
            return ApiErrors.InvalidValue(exception.Field, exception.Message);
        }
    }

    private static ApiError Refuse(string message) => ApiErrors.InvalidValue(Routing.RouteHints.StrategyHeader, message);
}
