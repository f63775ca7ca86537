using Switchyard.Contracts.Routing;
using Switchyard.Router.Endpoints;
using Switchyard.Router.Model;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Administration;

/// <summary>The route that takes an address out of service and back: drained, it gets no new requests, and those it has come to their end. It holds for this router, until that ends.</summary>
internal static class DrainEndpoints
{
    private const string Path = "/providers/{provider}/endpoints/{endpoint}/drain";

    public static IEndpointRouteBuilder MapDrain(this IEndpointRouteBuilder admin)
    {
        admin.MapPost(Path, static (string provider, string endpoint, ModelRegistry registry, EndpointDescriber describer) => Set(provider, endpoint, isDraining: true, registry, describer));
        admin.MapDelete(Path, static (string provider, string endpoint, ModelRegistry registry, EndpointDescriber describer) => Set(provider, endpoint, isDraining: false, registry, describer));
        return admin;
    }

    private static IResult Set(string provider, string endpoint, bool isDraining, ModelRegistry registry, EndpointDescriber describer)
    {
        var found = registry.ById.GetValueOrDefault(provider)?.Endpoints.FirstOrDefault(known => known.Config.Name == endpoint);
        if (found is null)
        {
            return new ApiErrorResult(ApiErrors.NotFound("There is no such address. GET /providers lists those there are, as endpoint_states."));
        }

        found.Health.IsDraining = isDraining;
        return Results.Json(describer.Describe(found), RoutingJsonContext.Default.EndpointInfo);
    }
}
