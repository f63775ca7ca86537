using Switchyard.Contracts.Routing;
using Switchyard.Router.Egress;
using Switchyard.Router.Model;

namespace Switchyard.Router.Endpoints;

/// <summary>The route that says which providers there are, and what is wrong with those that do not answer.</summary>
internal static class ProviderEndpoints
{
    public static IEndpointRouteBuilder MapProviders(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/providers", static (ModelRegistry registry, EndpointDescriber endpoints, EgressMeter egress) =>
        {
            var models = registry.Current.Models.ToLookup(entry => entry.Provider, entry => entry.Info.Id);
            return Results.Json(new ProviderList { Data = [.. registry.Providers.Select(provider => Describe(provider, models[provider], endpoints, egress))] }, RoutingJsonContext.Default.ProviderList);
        });
        return routes;
    }

    private static ProviderInfo Describe(Provider provider, IEnumerable<string> models, EndpointDescriber endpoints, EgressMeter egress) => new()
    {
        Id = provider.Config.Id,
        Name = provider.Config.Name,
        Status = EndpointDescriber.StatusName(provider.Status),
        Detail = provider.Status == EndpointStatus.Ready ? null : provider.Endpoints.Select(endpoint => endpoint.State.Detail).FirstOrDefault(detail => detail is not null),
        Auth = provider.Config switch { { OAuth: not null } => "oauth", { ApiKey: not null } => "api_key", { Headers.IsEmpty: false } => "headers", _ => "none" },
        Endpoints = [.. provider.Endpoints.Select(EndpointDescriber.AddressOf)],
        EndpointStates = [.. provider.Endpoints.Select(endpoints.Describe)],
        DataClasses = provider.Config.DataClasses,
        AllowedTasks = provider.Config.AllowedTasks is { IsEmpty: false } tasks ? tasks : null,
        Egress = egress.Describe(provider.Config),
        CanPull = provider.Config.CanPull ? true : null,
        Models = [.. models],
    };
}
