using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Switchyard.InferenceNode.Telemetry;

/// <summary>Registers the node's telemetry.</summary>
internal static class TelemetryServiceExtensions
{
    public static IServiceCollection AddInferenceTelemetry(this IServiceCollection services)
    {
        services.TryAddSingleton<InferenceTelemetry>();
        services.AddHostedService<MetricsStarter>();
        return services;
    }
}
