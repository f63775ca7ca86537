using Switchyard.Contracts.OpenAI;
using Switchyard.Router.Forwarding;

namespace Switchyard.Router.Endpoints;

/// <summary>The routes that a model answers.</summary>
internal static class CompletionEndpoints
{
    public static IEndpointRouteBuilder MapCompletions(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/chat/completions", static (HttpContext context, ModelRequestHandler handler) =>
            handler.HandleAsync(context, OpenAIJsonContext.Default.ChatCompletionRequest, UpstreamOperation.Chat, RequestChecks.Check, static request => request.Model));
        routes.MapPost("/v1/completions", static (HttpContext context, ModelRequestHandler handler) =>
            handler.HandleAsync(context, OpenAIJsonContext.Default.CompletionRequest, UpstreamOperation.Completions, RequestChecks.Check, static request => request.Model));
        routes.MapPost("/v1/embeddings", static (HttpContext context, ModelRequestHandler handler) =>
            handler.HandleAsync(context, OpenAIJsonContext.Default.EmbeddingRequest, UpstreamOperation.Embeddings, RequestChecks.Check, static request => request.Model));
        routes.MapPost("/tokenize", static (HttpContext context, ModelRequestHandler handler) =>
            handler.HandleAsync(context, OpenAIJsonContext.Default.TokenizeRequest, UpstreamOperation.Tokenize, RequestChecks.Check, static request => request.Model));
        return routes;
    }
}
