namespace Switchyard.Contracts.Routing;

/// <summary>Answer of <c>GET /providers</c>.</summary>
public sealed record ProviderList
{
    /// <summary>Gets the providers.</summary>
    public required IReadOnlyList<ProviderInfo> Data { get; init; }
}
