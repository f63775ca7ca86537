using Microsoft.Extensions.DependencyInjection.Extensions;
using Switchyard.Inference.Embeddings;
using Switchyard.Inference.Models;

namespace Switchyard.InferenceNode.Models;

/// <summary>Registers the models: options, runners, registry, manager, loader and readiness.</summary>
internal static class ModelsServiceExtensions
{
    public static IServiceCollection AddModels(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<ModelsOptions, ModelsOptionsValidator>().BindConfiguration(ModelsOptions.SectionName);
        services.AddOptionsWithValidateOnStart<ModelLifecycleOptions, ModelLifecycleOptionsValidator>().BindConfiguration(ModelLifecycleOptions.SectionName);
        services.TryAddSingleton(TimeProvider.System);
        services.AddRunners();
        services.TryAddSingleton<RunnerRegistry>();
        services.TryAddSingleton<RunnerSettings>();
        services.TryAddSingleton<FolderReader>();
        services.TryAddSingleton<ModelRegistry>();
        services.TryAddSingleton<ModelMemory>();
        services.TryAddSingleton<ModelManager>();
        services.TryAddSingleton<ConfiguredModels>();
        services.TryAddSingleton<ModelMetrics>();
        services.AddHostedService<ModelLoader>();
        services.AddHostedService<IdleModelUnloader>();

        // "Not loaded yet" is no error to log each time somebody asks whether the node is ready.
        services.AddLogging(logging => logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None));
        services.AddHealthChecks().AddCheck<ModelHealthCheck>("models");
        return services;
    }

    // Asked in this order what a folder holds.
    private static void AddRunners(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IModelRunner, NativeRunner>());
#if GENAI
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IModelRunner, Inference.GenAI.GenAIRunner>());
#endif
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IModelRunner, EmbeddingRunner>());
    }
}
