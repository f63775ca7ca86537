using System.Collections.Frozen;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Switchyard.Hosting.Model;

/// <summary>The composition with every port decided; read by everything that starts.</summary>
internal sealed class Topology
{
    private readonly FrozenDictionary<(Resource Resource, string Endpoint), int> _ports;

    /// <param name="resources">The resources in the order they were added.</param>
    /// <param name="anyPorts">True gives every endpoint a free port, so that compositions can run beside each other.</param>
    public Topology(IReadOnlyList<Resource> resources, bool anyPorts)
    {
        Resources = resources;
        _ports = resources
            .SelectMany(resource => resource.Config.Endpoints.Select(endpoint => (resource, endpoint)))
            .ToFrozenDictionary(
                pair => (pair.resource, pair.endpoint.Name),
                pair => pair.endpoint.Port is { } port && !anyPorts ? port : FreePorts.Next());
        ThrowIfSamePort();
    }

    public IReadOnlyList<Resource> Resources { get; }

    public int PortOf(Resource resource, string endpoint)
    {
        return _ports.TryGetValue((resource, endpoint), out var port)
            ? port
            : throw new DistributedApplicationException($"'{resource.Name}' has no endpoint '{endpoint}'. Add one with WithHttpEndpoint.");
    }

    /// <summary>Gets the address of an HTTP endpoint, the first one when no name is given.</summary>
    public string UrlOf(Resource resource, string? endpoint = null)
    {
        return $"http://localhost:{PortOf(resource, endpoint ?? resource.Config.Endpoints.FirstOrDefault()?.Name ?? EndpointConfig.Http)}";
    }

    private void ThrowIfSamePort()
    {
        var collision = _ports.GroupBy(pair => pair.Value).FirstOrDefault(group => group.Count() > 1);
        if (collision is not null)
        {
            var names = string.Join(" and ", collision.Select(pair => $"'{pair.Key.Resource.Name}'").Order(StringComparer.Ordinal));
            throw new DistributedApplicationException($"Port {collision.Key} is asked for by {names}. Give each its own port in AppHost/Program.cs.");
        }
    }
}
