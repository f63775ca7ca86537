namespace Switchyard.Hosting.State;

/// <summary>One process of the composition, as it is now.</summary>
internal sealed record ResourceState
{
    /// <summary>Gets the name, <c>router</c>, or <c>router-2</c> for a replica; also the name of its log.</summary>
    public required string Name { get; init; }

    /// <summary>Gets <c>redis</c>, <c>postgres</c>, <c>database</c> or <c>project</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets one of <see cref="ResourceStatuses"/>.</summary>
    public required string State { get; init; }

    /// <summary>Gets the process, while there is one.</summary>
    public ProcessRecord? Process { get; init; }

    /// <summary>Gets the address it serves, such as <c>http://localhost:7170</c>.</summary>
    public string? Url { get; init; }

    /// <summary>Gets the last health report: <c>Healthy</c>, <c>Degraded</c> or <c>Unhealthy</c>.</summary>
    public string? Health { get; init; }

    /// <summary>Gets how often it has been restarted after a crash.</summary>
    public int Restarts { get; init; }

    /// <summary>Gets the full path of its log, if it writes one.</summary>
    public string? LogPath { get; init; }

    /// <summary>Gets the folder of its data, if it has one.</summary>
    public string? DataPath { get; init; }
}
