namespace Aspire.Hosting.ApplicationModel;

/// <summary>A Redis server.</summary>
/// <param name="name">The name of the resource.</param>
public sealed class RedisResource(string name)
    : Resource(name), IResourceWithConnectionString, IResourceWithEndpoints, IResourceWithWaitSupport
{
    /// <summary>Gets the password, or null when one is generated.</summary>
    internal ParameterResource? Password { get; init; }
}
