using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Switchyard.ServiceDefaults.Discovery;

/// <summary>Makes every HTTP client of the container understand service names.</summary>
internal static class ServiceDiscoveryExtensions
{
    // Registered after resilience, hence inside it: each attempt resolves anew and so may reach another replica.
    public static IServiceCollection AddServiceDiscovery(this IServiceCollection services)
    {
        services.TryAddSingleton<ServiceEndpoints>();
        services.TryAddTransient<ServiceDiscoveryHandler>();
        return services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler<ServiceDiscoveryHandler>());
    }
}
