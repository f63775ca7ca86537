using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>Registers and maps the management of the node.</summary>
internal static class AdminEndpointsExtensions
{
    public static IServiceCollection AddAdminEndpoints(this IServiceCollection services)
    {
        services.AddOptions<AdminOptions>().BindConfiguration(AdminOptions.SectionName);
        services.TryAddSingleton<AdminModelsEndpoints>();
        return services;
    }

    public static void MapAdminEndpoints(this IEndpointRouteBuilder routes)
    {
        var admin = routes.MapGroup("/admin").AddEndpointFilter(new AdminFilter(routes.ServiceProvider.GetRequiredService<Microsoft.Extensions.Options.IOptions<AdminOptions>>()));
        admin.MapGet("/models", (AdminModelsEndpoints endpoints) => endpoints.List());
        admin.MapPost("/models/{name}/load", (HttpContext context, string name, AdminModelsEndpoints endpoints) => endpoints.LoadAsync(context, name));
        admin.MapPost("/models/{name}/unload", (string name, AdminModelsEndpoints endpoints) => endpoints.UnloadAsync(name));
    }
}
