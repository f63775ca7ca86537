using Aspire.Hosting.ApplicationModel;
using Switchyard.Hosting.Home;
using Switchyard.Hosting.Model;
using Switchyard.Hosting.Projects;
using Switchyard.Hosting.Stores;
using Switchyard.Hosting.Supervision;

namespace Switchyard.Hosting.Engine;

/// <summary>Turns the resources of a composition into the processes to run.</summary>
internal sealed class WorkloadSet
{
    private readonly Dictionary<Resource, IReadOnlyList<IWorkload>> _workloads = [];
    private readonly Topology _topology;
    private readonly StoreConnections _connections;
    private readonly ProjectEnvironment _environment;
    private readonly HomeFolder _home;
    private readonly string _hostOutput;

    public WorkloadSet(Topology topology, StoreConnections connections, TelemetryEnvironment telemetry, HomeFolder home, string hostOutput)
    {
        _topology = topology;
        _connections = connections;
        _environment = new ProjectEnvironment(topology, connections, telemetry, home);
        _home = home;
        _hostOutput = hostOutput;
        foreach (var resource in topology.Resources)
        {
            _workloads[resource] = [.. Create(resource)];
        }
    }

    /// <summary>Gets the proxies to put before processes: the port others use and those of the processes.</summary>
    public Dictionary<int, IReadOnlyList<int>> Proxies { get; } = [];

    /// <summary>Gets the processes of a resource; a database has none of its own and is ready with its server.</summary>
    public IReadOnlyList<IWorkload> Of(Resource resource)
    {
        return _workloads[resource is PostgresDatabaseResource database ? database.Server : resource];
    }

    private IEnumerable<IWorkload> Create(Resource resource)
    {
        return resource switch
        {
            RedisResource redis => [new RedisWorkload(redis, _connections, _home)],
            PostgresServerResource server => [new PostgresWorkload(server, DatabasesOf(server), _connections, _home)],
            ProjectResource project => Enumerable.Range(1, project.Replicas).Select(number => CreateReplica(project, number)),
            _ => [],
        };
    }

    private List<PostgresDatabaseResource> DatabasesOf(PostgresServerResource server)
    {
        return [.. _topology.Resources.OfType<PostgresDatabaseResource>().Where(database => database.Server == server)];
    }

    private ProjectWorkload CreateReplica(ProjectResource project, int number)
    {
        var ports = project.Config.Endpoints.ToDictionary(endpoint => endpoint.Name, endpoint => OwnPort(project, endpoint));
        var name = project.Replicas == 1 ? project.Name : $"{project.Name}-{number}";
        var url = ports.Count == 0 ? null : _topology.UrlOf(project);
        return new ProjectWorkload(project, name, url, ports, _environment, _hostOutput);
    }

    private int OwnPort(ProjectResource project, EndpointConfig endpoint)
    {
        var port = _topology.PortOf(project, endpoint.Name);
        if (!endpoint.NeedsProxy(project.Replicas))
        {
            return port;
        }

        var own = project.Replicas == 1 && endpoint.TargetPort is { } target ? target : FreePorts.Next();
        Proxies[port] = [.. Proxies.GetValueOrDefault(port, []), own];
        return own;
    }
}
