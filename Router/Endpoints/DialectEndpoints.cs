using Switchyard.Dialects;
using Switchyard.Router.Errors;
using Switchyard.Router.Forwarding;

namespace Switchyard.Router.Endpoints;

/// <summary>The routes whose requests are always read: Anthropic's messages, OpenAI's responses, and the counting of tokens.</summary>
internal static class DialectEndpoints
{
    private static readonly CallerDialect s_messages = DialectRegistry.Caller(Dialect.Anthropic);
    private static readonly CallerDialect s_chat = DialectRegistry.Caller(Dialect.Chat);
    private static readonly CallerDialect s_responses = DialectRegistry.Caller(Dialect.Responses);

    public static IEndpointRouteBuilder MapDialects(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/messages", static (HttpContext context, DialectRequestHandler handler) => HandleAnthropicAsync(context, handler, s_messages, UpstreamOperation.Messages));
        routes.MapPost("/v1/messages/count_tokens", static (HttpContext context, DialectRequestHandler handler) =>
            HandleAnthropicAsync(context, handler, DialectRegistry.TokenCounter, UpstreamOperation.CountTokens));
        routes.MapPost("/v1/tokens/count", static (HttpContext context, DialectRequestHandler handler) => handler.HandleAsync(context, s_chat, UpstreamOperation.CountTokens));
        routes.MapPost("/v1/responses", static (HttpContext context, DialectRequestHandler handler) => handler.HandleAsync(context, s_responses, UpstreamOperation.Responses));
        return routes;
    }

    private static Task HandleAnthropicAsync(HttpContext context, DialectRequestHandler handler, CallerDialect caller, UpstreamOperation operation)
    {
        context.Response.Headers[AnthropicErrorFormat.RequestIdHeader] = context.TraceIdentifier;
        return handler.HandleAsync(context, caller, operation);
    }
}
