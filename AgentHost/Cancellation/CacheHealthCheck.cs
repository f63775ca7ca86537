using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Switchyard.AgentHost.Cancellation;

/// <summary>Redis only makes cancelling faster.</summary>
internal sealed class CacheHealthCheck(CancelSignals signals) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) => Task.FromResult(signals.IsConnected
        ? HealthCheckResult.Healthy("Redis is connected.")
        : HealthCheckResult.Degraded("Redis is not connected; cancels between replicas take a heartbeat longer."));
}
