namespace Switchyard.Contracts.Routing;

/// <summary>Answer of <c>GET /admin</c>: how changes are kept, and whether all of them are in force in this router.</summary>
public sealed record AdminStatus
{
    /// <summary>Gets where changes are kept: <c>database</c>, for all routers, or <c>memory</c>, for this one until it ends.</summary>
    public required string Storage { get; init; }

    /// <summary>Gets the state: <c>ready</c>, or <c>degraded</c> while not all that is stored is in force.</summary>
    public required string Status { get; init; }

    /// <summary>Gets the reason, for people.</summary>
    public string? Detail { get; init; }

    /// <summary>Gets the last change this router knows of; 0 where there was none.</summary>
    public required long Version { get; init; }

    /// <summary>Gets when it took the settings over.</summary>
    public DateTimeOffset? AppliedAt { get; init; }
}
