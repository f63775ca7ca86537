using System.Collections.Frozen;
using System.Collections.Immutable;
using Switchyard.Contracts.OpenAI;
using Switchyard.Router.Configuration;
using Switchyard.Router.Metadata;

namespace Switchyard.Router.Model;

/// <summary>Makes a snapshot of what the endpoints listed: one entry per model and provider, and the names that lead to it.</summary>
internal static class RegistrySnapshotBuilder
{
    private const string FailedState = "failed";

    public static RegistrySnapshot Build(RegistryConfig config, ImmutableArray<Provider> providers)
    {
        // Looked at first: whoever lists its models only now is not yet listed here, rather than listed without them.
        var known = providers.Where(provider => provider.IsListed).ToFrozenSet();
        var entries = providers.SelectMany(EntriesOf).ToList();
        var names = entries.ToDictionary(entry => entry.Info.Id, StringComparer.Ordinal);
        foreach (var entry in entries.Where(entry => entry.Provider.Config.Kind == ProviderKind.Nodes))
        {
            names.TryAdd(entry.UpstreamName, entry);
        }

        foreach (var (alias, target) in config.Aliases)
        {
            if (names.TryGetValue(target, out var entry))
            {
                names[alias] = entry;
            }
        }

        if (FindDefault(config, entries, names) is { } standard)
        {
            names.TryAdd(RegistrySnapshot.DefaultName, standard);
        }

        if (FindDefaultEmbedder(config, entries, names) is { } embedder)
        {
            names.TryAdd(RegistrySnapshot.DefaultEmbedderName, embedder);
        }

        var listed = entries.Select(entry => WithAliases(entry, names)).ToImmutableArray();
        var byId = listed.ToDictionary(entry => entry.Info.Id, StringComparer.Ordinal);
        return new RegistrySnapshot(listed, names.ToFrozenDictionary(pair => pair.Key, pair => byId[pair.Value.Info.Id], StringComparer.Ordinal), known);
    }

    private static IEnumerable<ModelEntry> EntriesOf(Provider provider) => provider.Config.Models.Length > 0
        ? provider.Config.Models.Select(name => Entry(provider, name, new ModelInfo { Id = name, OwnedBy = provider.Config.Id }, provider.Endpoints))
        : provider.Endpoints
            .SelectMany(endpoint => (endpoint.State.Models ?? []).Select(model => (Endpoint: endpoint, Model: model)))
            .GroupBy(pair => pair.Model.Id, StringComparer.Ordinal)
            .Select(group => EntryOf(provider, group.Key, [.. group]));

    // Where a model could not be loaded it is not asked for; where it could be nowhere it stays listed, with its state.
    private static ModelEntry EntryOf(Provider provider, string name, (UpstreamEndpoint Endpoint, ModelInfo Model)[] listed)
    {
        var able = listed.Where(pair => pair.Model.State != FailedState).ToList();
        return Entry(provider, name, (able.Count > 0 ? able[0] : listed[0]).Model, [.. able.Select(pair => pair.Endpoint)]);
    }

    private static ModelEntry Entry(Provider provider, string name, ModelInfo info, ImmutableArray<UpstreamEndpoint> endpoints) =>
        new(provider, name, endpoints, ModelCatalog.Complete(info, provider.Config, name) with { Id = $"{provider.Config.Id}/{name}", Object = "model", OwnedBy = provider.Config.Id });

    // Without a configured default the system's own model answers; without nodes, whatever was found first.
    private static ModelEntry? FindDefault(RegistryConfig config, List<ModelEntry> entries, Dictionary<string, ModelEntry> names) =>
        config.DefaultModel is { } name
            ? names.GetValueOrDefault(name)
            : entries.FirstOrDefault(entry => entry.Provider.Config.Kind == ProviderKind.Nodes && MayGenerate(entry)) ?? entries.FirstOrDefault(MayGenerate);

    // A model that says nothing of what it can do, as most remote ones, may well be able to.
    private static bool MayGenerate(ModelEntry entry) => entry.Info.State != FailedState && (entry.Info.Capabilities is not { Count: > 0 } capabilities || capabilities.Contains("chat") || capabilities.Contains("completion"));

    // Only who says so makes embeddings; other providers' models are named by configuration or by the request.
    private static ModelEntry? FindDefaultEmbedder(RegistryConfig config, List<ModelEntry> entries, Dictionary<string, ModelEntry> names) =>
        config.DefaultEmbeddingModel is { } name
            ? names.GetValueOrDefault(name)
            : entries.FirstOrDefault(entry => entry.Info.State != FailedState && entry.Info.Capabilities?.Contains("embeddings") is true);

    private static ModelEntry WithAliases(ModelEntry entry, Dictionary<string, ModelEntry> names)
    {
        var aliases = names.Where(pair => pair.Value == entry && pair.Key != entry.Info.Id).Select(pair => pair.Key).Order(StringComparer.Ordinal).ToList();
        return entry with { Info = entry.Info with { Aliases = aliases.Count > 0 ? aliases : null } };
    }
}
