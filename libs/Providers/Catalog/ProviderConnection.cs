namespace Switchyard.Providers.Catalog;

/// <summary>A known provider that this machine's environment switches on.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Endpoint">The root of its API, moved where a variable says so.</param>
/// <param name="ApiKey">The key, where there is one.</param>
/// <param name="IsProbed">Whether nobody asked for it: it may well not be there.</param>
public sealed record ProviderConnection(KnownProvider Provider, Uri Endpoint, Secret? ApiKey, bool IsProbed);
