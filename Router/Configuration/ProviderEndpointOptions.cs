namespace Switchyard.Router.Configuration;

/// <summary>One of several addresses of a provider, <c>Router:Providers:&lt;id&gt;:Endpoints:&lt;n&gt;</c>; each serves all of its models.</summary>
internal sealed class ProviderEndpointOptions
{
    /// <summary>Gets or sets the root of the API there.</summary>
    public string BaseUrl { get; set; } = string.Empty;

    /// <summary>Gets or sets the name for people and for the administration. Default: the provider's id and the place in the list, <c>team-0</c>.</summary>
    public string? Name { get; set; }

    /// <summary>Gets or sets its share beside the others', 1 to 1000. Default 1.</summary>
    public int Weight { get; set; } = 1;
}
