using Switchyard.Dialects;
using Switchyard.Router.Errors;
using Switchyard.Router.Forwarding;

namespace Switchyard.Router.Endpoints;

/// <summary>The routes of other dialects than the upstreams': Anthropic's messages and OpenAI's responses.</summary>
internal static class DialectEndpoints
{
    private static readonly CallerDialect s_messages = DialectRegistry.Caller(Dialect.Anthropic);
    private static readonly CallerDialect s_responses = DialectRegistry.Caller(Dialect.Responses);

    public static IEndpointRouteBuilder MapDialects(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/messages", static (HttpContext context, DialectRequestHandler handler) =>
        {
            context.Response.Headers[AnthropicErrorFormat.RequestIdHeader] = context.TraceIdentifier;
            return handler.HandleAsync(context, s_messages, UpstreamOperation.Messages);
        });
        routes.MapPost("/v1/responses", static (HttpContext context, DialectRequestHandler handler) => handler.HandleAsync(context, s_responses, UpstreamOperation.Responses));
        return routes;
    }
}
