namespace Switchyard.Web.Monitoring;

/// <summary>All resources at one moment.</summary>
internal sealed record SystemSnapshot(DateTimeOffset At, IReadOnlyList<ResourceState> Resources)
{
    public int HealthyCount => Resources.Count(static resource => resource.Health == ResourceHealth.Healthy);

    public long TotalRequests => Resources.Sum(static resource => resource.Requests ?? 0);

    /// <summary>Gets the worst state any resource is in.</summary>
    public ResourceHealth Overall => Resources.Count == 0 ? ResourceHealth.Unknown : Resources.Max(static resource => resource.Health);
}
