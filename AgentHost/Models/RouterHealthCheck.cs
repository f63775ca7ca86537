using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Switchyard.AgentHost.Models;

/// <summary>Without the Router runs can be read but not worked on.</summary>
internal sealed class RouterHealthCheck(RouterClient router) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) => await router.IsAliveAsync(cancellationToken)
        ? HealthCheckResult.Healthy("The Router answers.")
        : HealthCheckResult.Degraded("The Router does not answer; runs will fail until it does.");
}
