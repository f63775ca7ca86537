using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Switchyard.Router.Configuration;

/// <summary>The whole of what configuration asks of the registry.</summary>
internal sealed record RegistryConfig
{
    /// <summary>Gets the providers, those asked for first.</summary>
    public required ImmutableArray<ProviderConfig> Providers { get; init; }

    /// <summary>Gets the model of a request that names none.</summary>
    public string? DefaultModel { get; init; }

    /// <summary>Gets the model of an embedding request that names none.</summary>
    public string? DefaultEmbeddingModel { get; init; }

    /// <summary>Gets the provider of names that nothing else explains.</summary>
    public string? DefaultProvider { get; init; }

    /// <summary>Gets the configured aliases; see <see cref="NamePatterns"/>, as for what follows.</summary>
    public required FrozenDictionary<string, string> Aliases { get; init; }

    /// <summary>Gets by what an endpoint is chosen on the routes that say so, by model string.</summary>
    public FrozenDictionary<string, BalancingPolicyKind> Balancing { get; init; } = FrozenDictionary<string, BalancingPolicyKind>.Empty;

    /// <summary>Gets how several models serve requests together, by model string.</summary>
    public FrozenDictionary<string, RouteStrategy> Strategies { get; init; } = FrozenDictionary<string, RouteStrategy>.Empty;

    /// <summary>Gets the models to try after one that cannot answer, by model string.</summary>
    public required FrozenDictionary<string, ImmutableArray<string>> Fallbacks { get; init; }
}
