using Aspire.Hosting.ApplicationModel;
using Switchyard.Hosting.Model;

namespace Aspire.Hosting;

/// <summary>Adds PostgreSQL.</summary>
public static class PostgresBuilderExtensions
{
    /// <summary>Adds a PostgreSQL server.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="userName">The superuser, or null for <c>postgres</c>.</param>
    /// <param name="password">The superuser's password, or null for a generated one.</param>
    /// <param name="port">The port on loopback, or null for any free one.</param>
    /// <returns>The builder of the server.</returns>
    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var resource = new PostgresServerResource(name) { UserName = userName?.Resource, Password = password?.Resource };
        resource.Config.AddEndpoint(new EndpointConfig { Name = EndpointConfig.Tcp, Port = port });
        return builder.AddResource(resource);
    }

    /// <summary>Adds a database, created at the first start and owned by a role that is no superuser.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="databaseName">The name on the server, or null for the resource's name.</param>
    /// <returns>The builder of the database.</returns>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.ApplicationBuilder.AddResource(new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource));
    }

    /// <summary>Keeps the data over restarts.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">The name of the folder, or null for the resource's name.</param>
    /// <param name="isReadOnly">Must be false: the server writes its data.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Resource.Config.SetVolume(builder.Resource, name, isReadOnly);
        return builder;
    }
}
