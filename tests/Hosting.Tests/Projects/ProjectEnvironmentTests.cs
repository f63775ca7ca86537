using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Switchyard.Hosting.Home;
using Switchyard.Hosting.Model;
using Switchyard.Hosting.Projects;
using Switchyard.Hosting.Stores;
using Switchyard.Tests.Common.Files;

namespace Switchyard.Hosting.Tests.Projects;

public sealed class ProjectEnvironmentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ProjectResource _project = new("router", "/Router.csproj");
    private readonly ProjectResource _node = new("inference-0", "/InferenceNode.csproj");
    private readonly RedisResource _redis = new("cache") { Password = new ParameterResource("pw", () => "secret", secret: true) };

    public ProjectEnvironmentTests()
    {
        _project.Config.AddEndpoint(new EndpointConfig { Name = "http", Port = 7170 });
        _node.Config.AddEndpoint(new EndpointConfig { Name = "http", Port = 7370 });
        _redis.Config.AddEndpoint(new EndpointConfig { Name = "tcp", Port = 7479 });
    }

    [Fact]
    public void Service_ListensOnItsOwnPort()
    {
        Assert.Equal("http://localhost:40001", Create(("http", 40001))["ASPNETCORE_URLS"]);
    }

    [Fact]
    public void Endpoints_AreAllListenedOn()
    {
        _project.Config.AddEndpoint(new EndpointConfig { Name = "admin", PortVariable = "ADMIN_PORT" });

        var variables = Create(("http", 40001), ("admin", 40002));

        Assert.Equal(("http://localhost:40001;http://localhost:40002", "40002"), (variables["ASPNETCORE_URLS"], variables["ADMIN_PORT"]));
    }

    [Fact]
    public void ReferencedService_IsDiscoverable()
    {
        _project.Config.Services.Add(_node);

        var variables = Create(("http", 7170));

        Assert.Equal(("http://localhost:7370", "http://localhost:7370"), (variables["services__inference-0__http__0"], variables["INFERENCE_0_HTTP"]));
    }

    [Fact]
    public void ReferencedStore_GivesConnectionStringAndProperties()
    {
        _project.Config.Connections.Add(new ConnectionConfig(_redis, "cache"));

        var variables = Create(("http", 7170));

        Assert.Equal(
            ["127.0.0.1:7479,password=secret", "127.0.0.1", "7479", "secret", "redis://:secret@127.0.0.1:7479"],
            new[] { "ConnectionStrings__cache", "CACHE_HOST", "CACHE_PORT", "CACHE_PASSWORD", "CACHE_URI" }.Select(name => variables[name]));
    }

    [Fact]
    public void ParentPipeAndDataFolder_AreTold()
    {
        var variables = Create(("http", 7170));

        Assert.Equal(("stdin", _folder["data/router"]), (variables[ProjectEnvironment.ParentPipe], variables[ProjectEnvironment.DataFolder]));
    }

    [Fact]
    public void Telemetry_WithoutEndpoint_IsNotMentioned()
    {
        Assert.DoesNotContain(Create(("http", 7170)).Keys, name => name.StartsWith("OTEL_", StringComparison.Ordinal));
    }

    [Fact]
    public void Composition_HasTheLastWord()
    {
        _project.Config.Environment.Add(new EnvironmentConfig("ASPNETCORE_URLS", () => "http://localhost:1"));

        Assert.Equal("http://localhost:1", Create(("http", 7170))["ASPNETCORE_URLS"]);
    }

    public void Dispose()
    {
        _folder.Dispose();
    }

    private IReadOnlyDictionary<string, string> Create(params (string Endpoint, int Port)[] ports)
    {
        var home = new HomeFolder(_folder.Path);
        var topology = new Topology([_project, _node, _redis], anyPorts: false);
        var environment = new ProjectEnvironment(topology, new StoreConnections(topology, new SecretStore(home.Secrets)), new TelemetryEnvironment(new ConfigurationBuilder().Build()), home);
        return environment.Create(_project, "router", ports.ToDictionary(port => port.Endpoint, port => port.Port));
    }
}
