using Switchyard.Contracts.OpenAI;
using Switchyard.Router.Metadata;
using Switchyard.Router.Model;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Endpoints;

/// <summary>The routes that list models. Ids hold slashes, so the id is the rest of the path.</summary>
internal static class ModelEndpoints
{
    public static IEndpointRouteBuilder MapModels(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/models", static (HttpRequest request, ModelRegistry registry) =>
        {
            var (filter, error) = ModelFilter.Read(request.Query, registry);
            return filter is null
                ? new ApiErrorResult(error!)
                : Results.Json(new ModelList { Data = [.. registry.Current.Models.Where(filter.Passes).Select(entry => entry.Info)] }, OpenAIJsonContext.Default.ModelList);
        });
        routes.MapGet("/v1/models/{**id}", static (string id, ModelRegistry registry) => registry.Current.Names.TryGetValue(WithSlashes(id), out var entry)
            ? Results.Json(entry.Info, OpenAIJsonContext.Default.ModelInfo)
            : new ApiErrorResult(ApiErrors.ModelNotFound(id)));
        return routes;
    }

    // OpenAI's own clients escape the slash, and an escaped slash is the one character a path keeps escaped.
    private static string WithSlashes(string id) => id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
