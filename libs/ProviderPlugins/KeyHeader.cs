namespace Switchyard.ProviderPlugins;

/// <summary>Where a request carries the key.</summary>
/// <param name="Name">The header's name.</param>
/// <param name="Prefix">What stands before the key in it; empty where nothing does.</param>
public sealed record KeyHeader(string Name, string Prefix)
{
    /// <summary>Gets the header of most providers, <c>Authorization: Bearer …</c>.</summary>
    public static KeyHeader Bearer { get; } = new("Authorization", "Bearer ");
}
