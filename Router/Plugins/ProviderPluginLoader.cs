using Switchyard.Contracts.OpenAI;
using Switchyard.Dialects;
using Switchyard.Plugins;
using Switchyard.ProviderPlugins;
using Switchyard.Providers.Catalog;
using Switchyard.Router.Configuration;
using Switchyard.Router.Telemetry;

namespace Switchyard.Router.Plugins;

/// <summary>Loads the assemblies that <c>Router:Plugins</c> names, once, when the Router starts. What is wrong with each stops the start.</summary>
internal sealed partial class ProviderPluginLoader(IHostEnvironment environment, ILogger<ProviderPluginLoader> logger)
{
    private readonly PluginLoader<IProviderPlugin> _loader =
        new("Router", $"{RouterOptions.SectionName}:{nameof(RouterOptions.Plugins)}", [typeof(UpstreamDialect), typeof(KnownProvider), typeof(ModelInfo)]);

    /// <summary>Loads the assemblies at <paramref name="paths"/>.</summary>
    public KnownProviders Load(IReadOnlyList<string> paths)
    {
        List<ProviderPlugin> plugins = [];
        var errors = _loader.Load(paths, environment.ContentRootPath, ProviderPlugin.Read, Take);
        return new KnownProviders(plugins, errors);

        void Take(string path, ProviderPlugin plugin)
        {
            PluginChecks.Check(plugin, plugins.Select(other => other.Provider.Id));
            plugins.Add(plugin.Watched(logger));
            LogLoaded(path, plugin.Provider.Id);
        }
    }

    [LoggerMessage(EventId = EventIds.PluginLoaded, Level = LogLevel.Information, Message = "The plugin '{Path}' adds the provider '{ProviderId}'.")]
    private partial void LogLoaded(string path, string providerId);
}
