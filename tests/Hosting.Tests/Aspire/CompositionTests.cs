using Aspire.Hosting;
using Switchyard.Hosting.Model;

namespace Switchyard.Hosting.Tests.Aspire;

public sealed class CompositionTests
{
    private readonly IDistributedApplicationBuilder _builder = DistributedApplication.CreateBuilder(["--Parameters:given=value"]);

    [Fact]
    public void Resource_WithATakenName_IsRefusedWithoutRegardToCase()
    {
        _builder.AddRedis("cache");

        var exception = Assert.Throws<DistributedApplicationException>(() => _builder.AddRedis("Cache"));

        Assert.Equal("There is a resource 'Cache' already. Give each its own name.", exception.Message);
    }

    [Fact]
    public void ProjectPath_IsRelativeToAppHost()
    {
        var project = _builder.AddProject("router", "../Router/Router.csproj");

        Assert.Equal(Path.GetFullPath("../Router/Router.csproj", _builder.AppHostDirectory), project.Resource.ProjectPath);
    }

    [Fact]
    public void Project_KeepsAllItWasAskedFor()
    {
        var cache = _builder.AddRedis("cache");
        var node = _builder.AddProject("node", "N.csproj").WithHttpEndpoint(port: 7370);

        var config = _builder.AddProject("router", "R.csproj")
            .WithHttpEndpoint(port: 7170)
            .WithExternalHttpEndpoints()
            .WithHttpHealthCheck("/health")
            .WithReplicas(2)
            .WithArgs("--verbose", "1")
            .WithReference(cache, "store").WaitFor(cache)
            .WithReference(node).WaitFor(node)
            .Resource.Config;

        Assert.Equal([new EndpointConfig { Name = "http", Port = 7170 }], config.Endpoints);
        Assert.Equal(new HealthCheckConfig("/health", 200, null), config.HealthCheck);
        Assert.Equal([new ConnectionConfig(cache.Resource, "store")], config.Connections);
        Assert.Equal([cache.Resource, node.Resource], config.Dependencies);
        Assert.Equal([node.Resource], config.Services);
        Assert.Equal(["--verbose", "1"], config.Arguments);
        Assert.True(config.IsExternal);
    }

    [Fact]
    public void Database_TakesItsNameFromTheResource()
    {
        var database = _builder.AddPostgres("postgres").AddDatabase("switchyard");

        Assert.Equal("switchyard", database.Resource.DatabaseName);
    }

    [Fact]
    public void Parameter_IsReadFromTheConfiguration()
    {
        Assert.Equal("value", _builder.AddParameter("given").Resource.GetValue());
    }

    [Fact]
    public void Parameter_WithoutValue_SaysHowToSetIt()
    {
        var parameter = _builder.AddParameter("api-key", secret: true);

        var exception = Assert.Throws<DistributedApplicationException>(parameter.Resource.GetValue);

        Assert.Equal("The parameter 'api-key' has no value. Set the environment variable Parameters__api_key, or Parameters:api-key in the settings of AppHost.", exception.Message);
    }

    [Fact]
    public void Variable_MayBeAParameter()
    {
        var project = _builder.AddProject("router", "R.csproj")
            .WithEnvironment("PLAIN", "one")
            .WithEnvironment("EMPTY", (string?)null)
            .WithEnvironment("PARAMETER", _builder.AddParameter("p", "two"));

        Assert.Equal(["PLAIN=one", "EMPTY=", "PARAMETER=two"], project.Resource.Config.Environment.Select(variable => $"{variable.Name}={variable.GetValue()}"));
    }

    [Fact]
    public void PortOffset_ThatIsNoNumber_IsRefused()
    {
        var exception = Assert.Throws<DistributedApplicationException>(() => DistributedApplication.CreateBuilder(["--SWITCHYARD_PORT_OFFSET=ten"]));

        Assert.Equal("SWITCHYARD_PORT_OFFSET is 'ten', which is no whole number. It is added to all ports; leave it out for the default ports.", exception.Message);
    }

    [Fact]
    public void Replicas_BelowOne_AreRefused()
    {
        Assert.Throws<DistributedApplicationException>(() => _builder.AddProject("router", "R.csproj").WithReplicas(0));
    }
}
