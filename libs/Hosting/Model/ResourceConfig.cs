using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Switchyard.Hosting.Model;

/// <summary>Everything the composition asked of one resource.</summary>
internal sealed class ResourceConfig
{
    public List<EndpointConfig> Endpoints { get; } = [];

    public List<ConnectionConfig> Connections { get; } = [];

    public List<Resource> Services { get; } = [];

    public List<Resource> Dependencies { get; } = [];

    public List<EnvironmentConfig> Environment { get; } = [];

    public List<string> Arguments { get; } = [];

    public HealthCheckConfig? HealthCheck { get; set; }

    public bool IsExternal { get; set; }

    /// <summary>Gets the name of the data folder, or null when the data ends with the run.</summary>
    public string? Volume { get; private set; }

    public void AddEndpoint(EndpointConfig endpoint)
    {
        ThrowIfNoPort(endpoint.Port);
        ThrowIfNoPort(endpoint.TargetPort);
        if (Endpoints.Exists(other => other.Name == endpoint.Name))
        {
            throw new DistributedApplicationException($"There is an endpoint '{endpoint.Name}' already. Give the second one another name.");
        }

        Endpoints.Add(endpoint);
    }

    public void SetVolume(Resource resource, string? name, bool isReadOnly)
    {
        if (isReadOnly)
        {
            throw new DistributedApplicationException($"The data volume of '{resource.Name}' cannot be read-only: the server writes its data there.");
        }

        Volume = name ?? resource.Name;
    }

    private static void ThrowIfNoPort(int? port)
    {
        if (port is < 1 or > ushort.MaxValue)
        {
            throw new DistributedApplicationException($"{port} is not a port. Choose one from 1 to 65535; SWITCHYARD_PORT_OFFSET is added to all of them.");
        }
    }
}
