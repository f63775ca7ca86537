using Microsoft.Extensions.Configuration;
using Switchyard.Hosting.Projects;

namespace Switchyard.Hosting.Tests.Projects;

public sealed class TelemetryEnvironmentTests
{
    [Fact]
    public void Variables_WithoutEndpoint_AreNone()
    {
        Assert.Empty(Create());
    }

    [Fact]
    public void Variables_WithEmptyEndpoint_AreNone()
    {
        Assert.Empty(Create(("OTEL_EXPORTER_OTLP_ENDPOINT", "")));
    }

    [Theory]
    [InlineData("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "grpc")]
    [InlineData("ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "http/protobuf")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "grpc")]
    public void Endpoint_DecidesTheProtocol(string variable, string protocol)
    {
        Assert.Equal(
            [
                new("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4317"),
                new("OTEL_EXPORTER_OTLP_PROTOCOL", protocol),
                new("OTEL_SERVICE_NAME", "router"),
                new("OTEL_RESOURCE_ATTRIBUTES", "service.instance.id=router-2"),
                new("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory"),
            ],
            Create((variable, "http://localhost:4317")));
    }

    [Fact]
    public void Protocol_AskedFor_IsKept()
    {
        var variables = Create(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://x"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")).ToDictionary();

        Assert.Equal("http/protobuf", variables["OTEL_EXPORTER_OTLP_PROTOCOL"]);
    }

    private static IEnumerable<KeyValuePair<string, string>> Create(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value)).Build();
        return new TelemetryEnvironment(configuration).Create("router", "router-2");
    }
}
