using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Switchyard.Hosting.Engine;
using Switchyard.Hosting.Model;
using Switchyard.Hosting.Tests.Supervision;

namespace Switchyard.Hosting.Tests.Engine;

public sealed class StartChecksTests
{
    [Fact]
    public void Port_InUse_IsToldWithOwnerAndWhatToDo()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var project = new ProjectResource("router", "/Router.csproj");
        project.Config.AddEndpoint(new EndpointConfig { Name = "http", Port = port });

        var exception = Assert.Throws<DistributedApplicationException>(() => StartChecks.ThrowIfImpossible(new Topology([project], anyPorts: false), []));

        Assert.Equal(
            $"Port {port} of the resource 'router' is in use by {PortOwner.Find(port)}. Stop that program, or set SWITCHYARD_PORT_OFFSET to a number that is added to all ports.",
            exception.Message);
    }

    [Fact]
    public void Problems_AreToldAllAtOnceAndEachOnce()
    {
        ScriptWorkload[] workloads =
        [
            new("cache", "") { OnCheck = () => throw new DistributedApplicationException("redis-server is not installed.") },
            new("postgres", "") { OnCheck = () => throw new DistributedApplicationException("PostgreSQL is not installed.") },
            new("second", "") { OnCheck = () => throw new DistributedApplicationException("redis-server is not installed.") },
        ];

        var exception = Assert.Throws<DistributedApplicationException>(() => StartChecks.ThrowIfImpossible(new Topology([], anyPorts: false), workloads));

        Assert.Equal($"redis-server is not installed.{Environment.NewLine}PostgreSQL is not installed.", exception.Message);
    }
}
