using Switchyard.Providers.Catalog;
using Switchyard.Router.Plugins;

namespace Switchyard.Router.Configuration;

/// <summary>The providers known by id: the catalog's, and those that plugins add.</summary>
/// <param name="plugins">The plugins.</param>
/// <param name="errors">Why others that were asked for are not among them.</param>
internal sealed class KnownProviders(IReadOnlyList<ProviderPlugin> plugins, IReadOnlyList<string> errors)
{
    /// <summary>Gets those that are known without plugins.</summary>
    public static KnownProviders BuiltIn { get; } = new([], []);

    public IReadOnlyList<KnownProvider> All { get; } = [.. ProviderCatalog.All, .. plugins.Select(static plugin => plugin.Provider)];

    public IReadOnlyList<string> Errors => errors;

    public KnownProvider? Find(string id) => All.FirstOrDefault(known => known.Id == id);

    public ProviderPlugin? PluginOf(string id) => plugins.FirstOrDefault(plugin => plugin.Provider.Id == id);

    /// <summary>Gets the plugin whose ways a configured provider has: its known server's, unless it says what it speaks. The nodes speak the Router's own.</summary>
    public ProviderPlugin? PluginOf(string id, ProviderOptions options) => options is { Dialect: null, Service: null } ? PluginOf(options.Server ?? id) : null;

    /// <summary>Gets the API that a configured provider without plugin is asked through: what it says, else its known server's, else chat completions.</summary>
    public ProviderApi ApiOf(string id, ProviderOptions options) => options.Dialect ?? Find(options.Server ?? id)?.Api ?? ProviderApi.Chat;
}
