using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Switchyard.ServiceDefaults.Resilience;

/// <summary>Makes the HTTP clients of a service patient where that is safe.</summary>
public static class ResilienceExtensions
{
    /// <summary>Takes the retries and time limits away from one client: probes that want the first answer, whatever it is.</summary>
    public static IHttpClientBuilder WithoutResilience(this IHttpClientBuilder builder) =>
        builder.ConfigureAdditionalHttpMessageHandlers(static (handlers, _) =>
        {
            foreach (var handler in handlers.OfType<ResilienceHandler>().ToArray())
            {
                handlers.Remove(handler);
            }
        });

    internal static IServiceCollection AddResilience(this IServiceCollection services)
    {
        services.TryAddSingleton<ResiliencePipelines>();
        services.TryAddTransient<ResilienceHandler>();
        return services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler<ResilienceHandler>());
    }
}
