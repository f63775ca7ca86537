using Switchyard.MockUpstream.Dialects;

namespace Switchyard.MockUpstream.Pipeline;

/// <summary>The headers each dialect's provider sends.</summary>
internal static class DialectHeaders
{
    private static readonly KeyValuePair<string, string>[] s_openAI =
    [
        new("x-request-id", "req_" + Json.IdSlot),
        new("openai-version", "2020-10-01"),
        new("openai-processing-ms", "20"),
        new("x-ratelimit-limit-requests", "10000"),
        new("x-ratelimit-remaining-requests", "9999"),
        new("x-ratelimit-reset-requests", "6ms"),
    ];

    private static readonly KeyValuePair<string, string>[] s_anthropic =
    [
        new("request-id", "req_" + Json.IdSlot),
        new("anthropic-organization-id", "00000000-0000-4000-8000-000000000000"),
        new("anthropic-ratelimit-requests-limit", "4000"),
        new("anthropic-ratelimit-requests-remaining", "3999"),
    ];

    private static readonly KeyValuePair<string, string>[] s_gemini = [new("server-timing", "gfet4t7; dur=20"), new("x-content-type-options", "nosniff")];

    public static KeyValuePair<string, string>[] Of(Dialect dialect) => dialect switch
    {
        Dialect.OpenAI => s_openAI,
        Dialect.Anthropic => s_anthropic,
        Dialect.Gemini => s_gemini,
        _ => [],
    };

    public static string JsonType(Dialect dialect) => dialect switch
    {
        Dialect.Gemini => "application/json; charset=UTF-8",
        Dialect.Ollama => "application/json; charset=utf-8",
        _ => "application/json",
    };

    public static string ContentType(Operation operation, ApiRequest request) => (request.Stream, operation.Syntax) switch
    {
        (true, StreamSyntax.Lines) => "application/x-ndjson",
        (true, StreamSyntax.ServerSentEvents) => operation.Dialect == Dialect.Gemini ? "text/event-stream" : "text/event-stream; charset=utf-8",
        (true, _) => JsonType(operation.Dialect),
        _ => operation.WholeType(request),
    };
}
