using Aspire.Hosting.ApplicationModel;
using Switchyard.Hosting.Model;

namespace Aspire.Hosting;

/// <summary>What can be asked of several kinds of resources.</summary>
public static class ResourceBuilderExtensions
{
    /// <summary>Gives the resource the connection string of another.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="source">The resource to connect to.</param>
    /// <param name="connectionName">The name under <c>ConnectionStrings</c>, or null for the name of <paramref name="source"/>.</param>
    /// <param name="optional">Without effect here: the engine always knows the connection string.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithReference<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null,
        bool optional = false)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        return Configure(builder, config => config.Connections.Add(new ConnectionConfig((Resource)source.Resource, connectionName ?? source.Resource.Name)));
    }

    /// <summary>Gives the resource the addresses of another.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="source">The resource to find.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        return Configure(builder, config => config.Services.Add((Resource)source.Resource));
    }

    /// <summary>Starts the resource only when another is running and healthy.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="dependency">The resource to wait for.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport
    {
        ArgumentNullException.ThrowIfNull(dependency);
        return Configure(builder, config => config.Dependencies.Add((Resource)dependency.Resource));
    }

    /// <summary>Sets an environment variable.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="name">The variable.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : IResourceWithEnvironment
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Configure(builder, config => config.Environment.Add(new EnvironmentConfig(name, () => value ?? string.Empty)));
    }

    /// <summary>Sets an environment variable to the value of a parameter.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="name">The variable.</param>
    /// <param name="parameter">The parameter.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> parameter)
        where T : IResourceWithEnvironment
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(parameter);
        return Configure(builder, config => config.Environment.Add(new EnvironmentConfig(name, parameter.Resource.GetValue)));
    }

    /// <summary>Adds command-line arguments.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params string[] args)
        where T : IResourceWithArgs
    {
        ArgumentNullException.ThrowIfNull(args);
        return Configure(builder, config => config.Arguments.AddRange(args));
    }

    /// <summary>Adds an HTTP endpoint on loopback.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="port">The port others use, or null for any free one.</param>
    /// <param name="targetPort">The port of the process itself when it differs; a proxy joins the two.</param>
    /// <param name="name">The endpoint's name, or null for <c>http</c>.</param>
    /// <param name="env">A variable that tells the process its own port.</param>
    /// <param name="isProxied">True puts a proxy before the process; by default there is one only where it is needed.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        string? name = null,
        string? env = null,
        bool? isProxied = null)
        where T : IResourceWithEndpoints
    {
        var endpoint = new EndpointConfig
        {
            Name = name ?? EndpointConfig.Http,
            Port = port,
            TargetPort = targetPort,
            PortVariable = env,
            IsProxied = isProxied,
        };
        return Configure(builder, config => config.AddEndpoint(endpoint));
    }

    /// <summary>Marks the HTTP endpoints as those a person opens.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints
    {
        return Configure(builder, config => config.IsExternal = true);
    }

    /// <summary>Takes the resource for healthy when it answers a GET as expected.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="path">The path, or null for <c>/</c>.</param>
    /// <param name="statusCode">The expected status, or null for 200.</param>
    /// <param name="endpointName">The endpoint, or null for the first.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        return Configure(builder, config => config.HealthCheck = new HealthCheckConfig(path ?? "/", statusCode ?? 200, endpointName));
    }

    private static IResourceBuilder<T> Configure<T>(IResourceBuilder<T> builder, Action<ResourceConfig> configure)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        configure(((Resource)(IResource)builder.Resource).Config);
        return builder;
    }
}
