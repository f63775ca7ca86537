namespace Switchyard.Hosting.Model;

/// <summary>The request whose answer shows that a resource is healthy.</summary>
internal sealed record HealthCheckConfig(string Path, int StatusCode, string? EndpointName);
