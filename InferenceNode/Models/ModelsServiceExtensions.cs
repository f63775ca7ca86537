using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Switchyard.InferenceNode.Models;

/// <summary>Registers the models: options, registry, loader and readiness.</summary>
internal static class ModelsServiceExtensions
{
    public static IServiceCollection AddModels(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<ModelsOptions, ModelsOptionsValidator>().BindConfiguration(ModelsOptions.SectionName);
        services.TryAddSingleton<ModelRegistry>();
        services.AddHostedService<ModelLoader>();

        // "Not loaded yet" is no error to log each time somebody asks whether the node is ready.
        services.AddLogging(logging => logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None));
        services.AddHealthChecks().AddCheck<ModelHealthCheck>("models");
        return services;
    }
}
