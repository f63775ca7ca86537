using System.Collections.Frozen;
using System.Collections.Immutable;
using Switchyard.Router.Configuration;

namespace Switchyard.Router.Model;

/// <summary>The one source of truth about providers and models. Readers take <see cref="Current"/> once per request.</summary>
internal sealed class ModelRegistry
{
    private readonly Lock _rebuilding = new();
    private volatile RegistryState _state;
    private volatile RegistrySnapshot _current = RegistrySnapshot.Empty;

    public ModelRegistry(RegistryConfig config)
    {
        _state = RegistryState.Create(config, null);
        Rebuild();
    }

    /// <summary>Happens after other providers were taken over.</summary>
    public event Action? Changed;

    public RegistryConfig Config => _state.Config;

    public ImmutableArray<Provider> Providers => _state.Providers;

    public FrozenDictionary<string, Provider> ById => _state.ById;

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

    /// <summary>Takes over another configuration. Requests under way go on with what they have.</summary>
    public void Apply(RegistryConfig config)
    {
        lock (_rebuilding)
        {
            _state = RegistryState.Create(config, _state);
            _current = RegistrySnapshotBuilder.Build(Config, Providers);
        }

        Changed?.Invoke();
    }
}
