using Switchyard.Dialects;
using Switchyard.ProviderPlugins;
using Switchyard.Providers.Catalog;

namespace Switchyard.Router.Plugins;

/// <summary>What a plugin said of its provider when it was loaded. What it does is watched: it may fail an attempt, never the Router.</summary>
/// <param name="Provider">What is known of the provider.</param>
/// <param name="Dialect">How it is asked and how it answers.</param>
/// <param name="KeyHeader">The header that carries the key.</param>
/// <param name="Headers">The headers every request carries beside it.</param>
/// <param name="Models">How its models are listed; <see langword="null"/> where that is done as at OpenAI.</param>
internal sealed record ProviderPlugin(KnownProvider Provider, UpstreamDialect Dialect, KeyHeader KeyHeader, IReadOnlyDictionary<string, string> Headers, IModelListReader? Models)
{
    public static ProviderPlugin Read(IProviderPlugin plugin) => new(plugin.Provider, plugin.Dialect, plugin.KeyHeader, plugin.Headers, plugin.Models);

    /// <summary>Gets the same with everything that its code does watched.</summary>
    public ProviderPlugin Watched(ILogger logger)
    {
        var watch = new PluginWatch(Provider.Id, logger);
        return this with { Dialect = watch.Over(Dialect), Models = Models is null ? null : new WatchedModelList(Models, watch) };
    }
}
