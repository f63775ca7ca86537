using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Switchyard.Hosting.Model;

namespace Switchyard.Hosting.Tests.Model;

public sealed class TopologyTests
{
    [Fact]
    public void Port_OfTheComposition_IsUsed()
    {
        var project = Project("router", 7170);

        var topology = new Topology([project], anyPorts: false);

        Assert.Equal(7170, topology.PortOf(project, "http"));
        Assert.Equal("http://localhost:7170", topology.UrlOf(project));
    }

    [Fact]
    public void Port_WhenAnyWillDo_IsAnotherFreeOne()
    {
        var project = Project("router", 7170);

        var topology = new Topology([project], anyPorts: true);

        Assert.NotEqual(7170, topology.PortOf(project, "http"));
        Assert.True(FreePorts.IsFree(topology.PortOf(project, "http")));
    }

    [Fact]
    public void Port_AskedForTwice_IsRefusedNamingBoth()
    {
        var exception = Assert.Throws<DistributedApplicationException>(() => new Topology([Project("web", 7070), Project("router", 7070)], anyPorts: false));

        Assert.Equal("Port 7070 is asked for by 'router' and 'web'. Give each its own port in AppHost/Program.cs.", exception.Message);
    }

    [Fact]
    public void Url_WithoutEndpoint_IsRefused()
    {
        var project = new ProjectResource("worker", "/worker.csproj");

        var exception = Assert.Throws<DistributedApplicationException>(() => new Topology([project], anyPorts: false).UrlOf(project));

        Assert.Equal("'worker' has no endpoint 'http'. Add one with WithHttpEndpoint.", exception.Message);
    }

    private static ProjectResource Project(string name, int port)
    {
        var project = new ProjectResource(name, $"/{name}.csproj");
        project.Config.AddEndpoint(new EndpointConfig { Name = "http", Port = port });
        return project;
    }
}
