using Aspire.Hosting.ApplicationModel;
using Switchyard.Hosting.Engine;

namespace Aspire.Hosting.Testing;

/// <summary>Reaches the resources of a running application from a test.</summary>
public static class DistributedApplicationHostingTestingExtensions
{
    /// <summary>Creates a client for a resource.</summary>
    /// <param name="app">The running application.</param>
    /// <param name="resourceName">The resource.</param>
    /// <param name="endpointName">The endpoint, or null for the first.</param>
    /// <returns>A client whose base address is the endpoint's.</returns>
    public static HttpClient CreateHttpClient(this DistributedApplication app, string resourceName, string? endpointName = null)
    {
        return new HttpClient { BaseAddress = app.GetEndpoint(resourceName, endpointName) };
    }

    /// <summary>Gets the address of an endpoint.</summary>
    /// <param name="app">The running application.</param>
    /// <param name="resourceName">The resource.</param>
    /// <param name="endpointName">The endpoint, or null for the first.</param>
    /// <returns>The address.</returns>
    public static Uri GetEndpoint(this DistributedApplication app, string resourceName, string? endpointName = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        return new Uri(app.Engine.Topology.UrlOf(Find(app.Engine, resourceName), endpointName));
    }

    /// <summary>Gets the connection string of a store.</summary>
    /// <param name="app">The running application.</param>
    /// <param name="resourceName">The store.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The connection string as services get it.</returns>
    public static ValueTask<string?> GetConnectionStringAsync(this DistributedApplication app, string resourceName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(app);
        return ValueTask.FromResult<string?>(app.Engine.Connections.ConnectionString(Find(app.Engine, resourceName)));
    }

    private static Resource Find(LocalEngine engine, string name)
    {
        return engine.Topology.Resources.FirstOrDefault(resource => string.Equals(resource.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"There is no resource '{name}'. There are: {string.Join(", ", engine.Topology.Resources.Select(resource => resource.Name))}.", nameof(name));
    }
}
