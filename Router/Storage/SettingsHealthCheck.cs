using Microsoft.Extensions.Diagnostics.HealthChecks;
using Switchyard.Router.Administration;

namespace Switchyard.Router.Storage;

/// <summary>Without its database the Router serves requests by the settings it had last.</summary>
internal sealed class SettingsHealthCheck(RuntimeSettings settings) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(settings.Problem is { } problem ? HealthCheckResult.Degraded(problem) : HealthCheckResult.Healthy("The stored settings are in force."));
}
