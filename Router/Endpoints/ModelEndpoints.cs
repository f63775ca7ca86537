using Switchyard.Contracts.OpenAI;
using Switchyard.Router.Metadata;
using Switchyard.Router.Model;
using Switchyard.Router.Routing;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Endpoints;

/// <summary>The routes that list models. Ids hold slashes, so the id is the rest of the path.</summary>
internal static class ModelEndpoints
{
    public static IEndpointRouteBuilder MapModels(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/models", static (HttpContext context, ModelRegistry registry) =>
        {
            var (filter, error) = ModelFilter.Read(context.Request.Query, registry, ProviderPath.Of(context)?.Provider);
            return filter is null
                ? new ApiErrorResult(error!)
                : Results.Json(new ModelList { Data = [.. registry.Current.Models.Where(filter.Passes).Select(entry => entry.Info)] }, OpenAIJsonContext.Default.ModelList);
        });
        routes.MapGet("/v1/models/{**id}", static (string id, HttpContext context, ModelRegistry registry) => Find(WithSlashes(id), ProviderPath.Of(context)?.Provider, registry.Current) is { } entry
            ? Results.Json(entry.Info, OpenAIJsonContext.Default.ModelInfo)
            : new ApiErrorResult(ApiErrors.ModelNotFound(id)));
        return routes;
    }

    private static ModelEntry? Find(string id, string? provider, RegistrySnapshot models) =>
        provider is null ? models.Names.GetValueOrDefault(id)
        : models.Names.GetValueOrDefault($"{provider}/{id}") ?? (models.Names.GetValueOrDefault(id) is { } entry && entry.Provider.Config.Id == provider ? entry : null);

    // OpenAI's own clients escape the slash, and an escaped slash is the one character a path keeps escaped.
    public static string WithSlashes(string id) => id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
