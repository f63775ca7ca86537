using Microsoft.Extensions.Configuration;

namespace Switchyard.Hosting.Projects;

/// <summary>The OTEL_* variables, which exist only where somebody listens for telemetry.</summary>
internal sealed class TelemetryEnvironment(IConfiguration configuration)
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";

    public IEnumerable<KeyValuePair<string, string>> Create(string resource, string instance)
    {
        if (FindEndpoint() is not { } endpoint)
        {
            yield break;
        }

        yield return new(Endpoint, endpoint.Address);
        yield return new(Protocol, endpoint.Protocol);
        yield return new("OTEL_SERVICE_NAME", resource);
        yield return new("OTEL_RESOURCE_ATTRIBUTES", $"service.instance.id={instance}");
        yield return new("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory");
    }

    private (string Address, string Protocol)? FindEndpoint()
    {
        return Read(Endpoint) is { } own ? (own, Read(Protocol) ?? "grpc")
            : Read("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL") is { } grpc ? (grpc, "grpc")
            : Read("ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL") is { } http ? (http, "http/protobuf")
            : null;
    }

    private string? Read(string name)
    {
        return configuration[name] is { Length: > 0 } value ? value : null;
    }
}
