using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Switchyard.InferenceNode.Models;

/// <summary>Says whether the node can answer: it can once its models are loaded.</summary>
internal sealed class ModelHealthCheck(ModelRegistry registry) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(registry.IsReady
            ? HealthCheckResult.Healthy($"Serving {string.Join(", ", registry.Entries.Where(entry => entry.State == ModelState.Loaded).Select(entry => entry.Name))}.")
            : HealthCheckResult.Unhealthy("The models are still being loaded."));
}
