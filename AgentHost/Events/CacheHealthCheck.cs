using Microsoft.Extensions.Diagnostics.HealthChecks;
using Switchyard.Events.Redis;

namespace Switchyard.AgentHost.Events;

/// <summary>Redis only makes what concerns several replicas faster.</summary>
internal sealed class CacheHealthCheck(RedisBridgeService bridge) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) => Task.FromResult(bridge.IsFollowing
        ? HealthCheckResult.Healthy("Redis is connected.")
        : HealthCheckResult.Degraded("Redis is not connected; what concerns several replicas takes a heartbeat longer."));
}
