using System.Collections.Frozen;
using System.Collections.Immutable;
using Switchyard.Router.Configuration;

namespace Switchyard.Router.Model;

/// <summary>The providers of one configuration.</summary>
/// <param name="Config">The configuration.</param>
/// <param name="Providers">The providers, in its order.</param>
/// <param name="ById">The same, by id.</param>
internal sealed record RegistryState(RegistryConfig Config, ImmutableArray<Provider> Providers, FrozenDictionary<string, Provider> ById)
{
    /// <summary>Makes the state of <paramref name="config"/>. A provider that did not change stays, with all that is known of it; of one that did, so do the addresses that stayed.</summary>
    public static RegistryState Create(RegistryConfig config, RegistryState? before)
    {
        var providers = config.Providers.Select(provider => Create(provider, before?.ById.GetValueOrDefault(provider.Id))).ToImmutableArray();
        return new RegistryState(
            config with { Providers = [.. providers.Select(provider => provider.Config)] }, providers, providers.ToFrozenDictionary(provider => provider.Config.Id, StringComparer.Ordinal));
    }

    private static Provider Create(ProviderConfig config, Provider? before) =>
        before is not null && ReferenceEquals(before.Config.Source, config.Source) ? before : new Provider(config, before);
}
