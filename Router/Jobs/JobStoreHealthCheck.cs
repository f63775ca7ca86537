using Microsoft.Extensions.Diagnostics.HealthChecks;
using Switchyard.Queue;

namespace Switchyard.Router.Jobs;

/// <summary>Says what is wrong with what the job queue stands on. It works all the same, and so does the Router.</summary>
internal sealed class JobStoreHealthCheck(IJobStore store) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(store.Concerns is { Count: > 0 } concerns ? HealthCheckResult.Degraded(string.Join(' ', concerns)) : HealthCheckResult.Healthy("Nothing is known that is wrong with it."));
}
