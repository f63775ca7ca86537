using Microsoft.Extensions.Diagnostics.HealthChecks;
using Switchyard.Router.Model;

namespace Switchyard.Router.Health;

/// <summary>Says what discovery last found out about a node. A node that is away degrades the Router, which can still serve other providers.</summary>
internal sealed class EndpointHealthCheck(ModelRegistry registry, string endpointName) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var state = registry.Providers.SelectMany(provider => provider.Endpoints).FirstOrDefault(endpoint => endpoint.Config.Name == endpointName)?.State;
        return Task.FromResult(state switch
        {
            { Status: EndpointStatus.Ready } => HealthCheckResult.Healthy($"Ready with {state.Models?.Length ?? 0} models."),
            { Status: EndpointStatus.Unavailable } => HealthCheckResult.Degraded(state.Detail),
            _ => HealthCheckResult.Degraded("Not asked yet."),
        });
    }
}
