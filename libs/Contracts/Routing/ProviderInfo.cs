namespace Switchyard.Contracts.Routing;

/// <summary>One provider of <c>GET /providers</c>.</summary>
public sealed record ProviderInfo
{
    /// <summary>Gets the id, the part of a model string before the slash.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the state: <c>ready</c>, <c>unavailable</c> or <c>unknown</c> (not asked yet).</summary>
    public required string Status { get; init; }

    /// <summary>Gets why the provider is not ready, and what to do.</summary>
    public string? Detail { get; init; }

    /// <summary>Gets the kind of authentication: <c>none</c>, <c>api_key</c>, <c>oauth</c> or <c>headers</c>.</summary>
    public required string Auth { get; init; }

    /// <summary>Gets the addresses requests go to, without credentials.</summary>
    public required IReadOnlyList<string> Endpoints { get; init; }

    /// <summary>Gets the same addresses with how each of them is.</summary>
    public IReadOnlyList<EndpointInfo>? EndpointStates { get; init; }

    /// <summary>Gets the classes of data it may receive: <c>public</c>, <c>internal</c>, <c>confidential</c>.</summary>
    public IReadOnlyList<string>? DataClasses { get; init; }

    /// <summary>Gets what it may be used for; absent where that is everything.</summary>
    public IReadOnlyList<string>? AllowedTasks { get; init; }

    /// <summary>Gets what it was sent.</summary>
    public EgressInfo? Egress { get; init; }

    /// <summary>Gets whether it can be told to fetch models and to remove them; not there where it cannot.</summary>
    public bool? CanPull { get; init; }

    /// <summary>Gets the ids of the models it is known to have.</summary>
    public required IReadOnlyList<string> Models { get; init; }
}
