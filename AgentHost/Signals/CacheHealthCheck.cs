using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Switchyard.AgentHost.Signals;

/// <summary>Redis only makes what concerns several replicas faster.</summary>
internal sealed class CacheHealthCheck(RunSignals signals) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) => Task.FromResult(signals.IsConnected
        ? HealthCheckResult.Healthy("Redis is connected.")
        : HealthCheckResult.Degraded("Redis is not connected; what concerns several replicas takes a heartbeat longer."));
}
