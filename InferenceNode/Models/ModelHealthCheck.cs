using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Switchyard.InferenceNode.Models;

/// <summary>Says whether the node can answer: it can once its models are loaded. It is degraded while a configured model cannot be loaded.</summary>
internal sealed class ModelHealthCheck(ModelRegistry registry) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(registry.IsReady ? Describe([.. registry.Entries]) : HealthCheckResult.Unhealthy("The models are still being loaded."));

    private static HealthCheckResult Describe(ModelEntry[] entries)
    {
        var serving = $"Serving {Join(entries, static entry => entry.State == ModelState.Loaded)}.";
        var missing = Join(entries, static entry => entry is { IsConfigured: true, State: ModelState.Failed } or { IsPinned: true, Failure: not null });
        return missing.Length == 0 ? HealthCheckResult.Healthy(serving) : HealthCheckResult.Degraded($"{serving} Not loaded: {missing}; GET /admin/models says why.");
    }

    private static string Join(ModelEntry[] entries, Func<ModelEntry, bool> isMeant) => string.Join(", ", entries.Where(isMeant).Select(entry => entry.Name));
}
