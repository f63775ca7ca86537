using System.Collections.Frozen;
using System.Collections.Immutable;
using Switchyard.Router.Configuration;

namespace Switchyard.Router.Model;

/// <summary>The one source of truth about providers and models. Readers take <see cref="Current"/> once per request.</summary>
internal sealed class ModelRegistry
{
    private readonly Lock _rebuilding = new();
    private volatile RegistrySnapshot _current = RegistrySnapshot.Empty;

    public ModelRegistry(RegistryConfig config)
    {
        Config = config;
        Providers = [.. config.Providers.Select(provider => new Provider(provider))];
        ById = Providers.ToFrozenDictionary(provider => provider.Config.Id, StringComparer.Ordinal);
        Rebuild();
    }

    public RegistryConfig Config { get; }

    public ImmutableArray<Provider> Providers { get; }

    public FrozenDictionary<string, Provider> ById { get; }

    public RegistrySnapshot Current => _current;

    /// <summary>Takes over what the endpoints' states say now.</summary>
    public void Rebuild()
    {
        // Two refreshes may end together; the lock keeps the older picture from replacing the newer.
        lock (_rebuilding)
        {
            _current = RegistrySnapshotBuilder.Build(Config, Providers);
        }
    }
}
