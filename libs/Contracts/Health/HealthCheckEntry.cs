namespace Switchyard.Contracts.Health;

/// <summary>One check of a service.</summary>
public sealed record HealthCheckEntry
{
    /// <summary>Gets <c>Healthy</c>, <c>Degraded</c> or <c>Unhealthy</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Gets what was found, without secrets.</summary>
    public string? Description { get; init; }

    /// <summary>Gets how long the check took, in milliseconds.</summary>
    public double DurationMs { get; init; }
}
