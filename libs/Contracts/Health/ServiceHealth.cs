namespace Switchyard.Contracts.Health;

/// <summary>Answer of <c>GET /health</c> and <c>GET /alive</c>.</summary>
public sealed record ServiceHealth
{
    /// <summary>Gets <c>Healthy</c>, <c>Degraded</c> or <c>Unhealthy</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Gets the service's name.</summary>
    public required string Service { get; init; }

    /// <summary>Gets the seconds since the process started.</summary>
    public double UptimeSeconds { get; init; }

    /// <summary>Gets the checks by name, such as <c>switchyard</c> (the database) or <c>cache</c>.</summary>
    public required IReadOnlyDictionary<string, HealthCheckEntry> Checks { get; init; }
}
