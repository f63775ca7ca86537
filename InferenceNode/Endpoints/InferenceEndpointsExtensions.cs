using Microsoft.Extensions.DependencyInjection.Extensions;
using Switchyard.InferenceNode.Models;
using Switchyard.InferenceNode.Telemetry;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>Registers and maps the node's API.</summary>
internal static class InferenceEndpointsExtensions
{
    public static IServiceCollection AddInferenceEndpoints(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ModelLookup>();
        services.TryAddSingleton<ChatPrompts>();
        services.TryAddSingleton<ConstraintFactory>();
        services.TryAddSingleton<GenerationStarter>();
        services.TryAddSingleton<ChatCompletionsEndpoint>();
        services.TryAddSingleton<CompletionsEndpoint>();
        services.TryAddSingleton<ModelsEndpoints>();
        services.TryAddSingleton<TokenizeEndpoints>();
        services.TryAddSingleton<EmbeddingsEndpoint>();
        services.AddAdminEndpoints();
        return services;
    }

    public static WebApplication MapInferenceEndpoints(this WebApplication app)
    {
        // The gauges exist from the start, not from the first request on.
        app.Services.GetRequiredService<InferenceTelemetry>();
        app.Services.GetRequiredService<ModelMetrics>();
        app.MapPost("/v1/chat/completions", (HttpContext context, ChatCompletionsEndpoint endpoint) => endpoint.HandleAsync(context));
        app.MapPost("/v1/completions", (HttpContext context, CompletionsEndpoint endpoint) => endpoint.HandleAsync(context));
        app.MapPost("/v1/embeddings", (HttpContext context, EmbeddingsEndpoint endpoint) => endpoint.HandleAsync(context));
        app.MapGet("/v1/models", (ModelsEndpoints endpoints) => endpoints.List());
        app.MapGet("/v1/models/{id}", (string id, ModelsEndpoints endpoints) => endpoints.Get(id));
        app.MapAdminEndpoints();
        app.MapPost("/tokenize", (HttpContext context, TokenizeEndpoints endpoints) => endpoints.TokenizeAsync(context));
        app.MapPost("/detokenize", (HttpContext context, TokenizeEndpoints endpoints) => endpoints.DetokenizeAsync(context));
        return app;
    }
}
