using Aspire.Hosting.ApplicationModel;
using Switchyard.Hosting.Model;

namespace Aspire.Hosting;

/// <summary>Adds Redis.</summary>
public static class RedisBuilderExtensions
{
    /// <summary>Adds a Redis server.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="port">The port on loopback, or null for any free one.</param>
    /// <param name="password">The password, or null for a generated one.</param>
    /// <returns>The builder of the server.</returns>
    public static IResourceBuilder<RedisResource> AddRedis(
        this IDistributedApplicationBuilder builder,
        string name,
        int? port = null,
        IResourceBuilder<ParameterResource>? password = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var resource = new RedisResource(name) { Password = password?.Resource };
        resource.Config.AddEndpoint(new EndpointConfig { Name = EndpointConfig.Tcp, Port = port });
        return builder.AddResource(resource);
    }

    /// <summary>Keeps the data over restarts, with the append-only file on.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">The name of the folder, or null for the resource's name.</param>
    /// <param name="isReadOnly">Must be false: the server writes its data.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<RedisResource> WithDataVolume(this IResourceBuilder<RedisResource> builder, string? name = null, bool isReadOnly = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Resource.Config.SetVolume(builder.Resource, name, isReadOnly);
        return builder;
    }
}
