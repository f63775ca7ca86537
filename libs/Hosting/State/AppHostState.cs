namespace Switchyard.Hosting.State;

/// <summary>What <c>run/apphost.json</c> holds: which AppHost runs on a data folder and what it has started.</summary>
/// <remarks>Written by the engine alone, with an atomic rename; read by the next start and by the command line.</remarks>
internal sealed record AppHostState
{
    /// <summary>Gets the process of AppHost.</summary>
    public required ProcessRecord Process { get; init; }

    /// <summary>Gets the data folder the state belongs to; a copied folder names another one and is not trusted.</summary>
    public required string Home { get; init; }

    /// <summary>Gets when AppHost started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets one of <see cref="AppHostPhases"/>.</summary>
    public required string Phase { get; init; }

    /// <summary>Gets the address a person opens, once everything is healthy.</summary>
    public string? Url { get; init; }

    /// <summary>Gets one entry per process, in the order of the composition.</summary>
    public required IReadOnlyList<ResourceState> Resources { get; init; }
}
