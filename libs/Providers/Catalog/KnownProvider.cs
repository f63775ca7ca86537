namespace Switchyard.Providers.Catalog;

/// <summary>What is public knowledge about a provider: where it is and how it is switched on.</summary>
/// <param name="Id">The part of a model string before the slash.</param>
/// <param name="Name">The name for people.</param>
/// <param name="Endpoint">The root of its API.</param>
public sealed record KnownProvider(string Id, string Name, Uri Endpoint)
{
    /// <summary>Gets the API at <see cref="Endpoint"/>.</summary>
    public ProviderApi Api { get; init; }

    /// <summary>Gets the environment variables that may hold the API key, the strongest first; none where none is needed.</summary>
    public IReadOnlyList<string> ApiKeyVariables { get; init; } = [];

    /// <summary>Gets whether requests are refused without a key.</summary>
    public bool RequiresApiKey { get; init; }

    /// <summary>Gets the environment variables that move the endpoint, the strongest first.</summary>
    public IReadOnlyList<string> AddressVariables { get; init; } = [];

    /// <summary>Gets the beginnings of model names that belong to this provider alone, so that they need no provider in front.</summary>
    public IReadOnlyList<string> ModelPrefixes { get; init; } = [];

    /// <summary>Gets whether the provider is looked for without being asked to: its default port is its own and it runs on this machine.</summary>
    public bool IsProbed { get; init; }
}
