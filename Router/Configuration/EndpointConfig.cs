namespace Switchyard.Router.Configuration;

/// <summary>One address of a provider.</summary>
/// <param name="Name">The resource's name (<c>inference-0</c>) or the provider's id.</param>
/// <param name="Root">The root of the API, without a trailing slash.</param>
internal sealed record EndpointConfig(string Name, Uri Root)
{
    /// <summary>Gets its share of the requests beside the other addresses', 1 to 1000.</summary>
    public int Weight { get; init; } = 1;
}
