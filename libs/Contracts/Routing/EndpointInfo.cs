namespace Switchyard.Contracts.Routing;

/// <summary>One address of a provider, of <c>GET /providers</c>.</summary>
public sealed record EndpointInfo
{
    /// <summary>Gets the name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the address requests go to, without credentials.</summary>
    public required string Address { get; init; }

    /// <summary>Gets the state: <c>ready</c>, <c>unavailable</c> or <c>unknown</c> (not asked yet).</summary>
    public required string Status { get; init; }

    /// <summary>Gets why it is not ready.</summary>
    public string? Detail { get; init; }

    /// <summary>Gets its configured weight.</summary>
    public required int Weight { get; init; }

    /// <summary>Gets the share of its weight that it has now, from 0.1 to 1: it grows after the address came back.</summary>
    public required double SlowStartShare { get; init; }

    /// <summary>Gets how many requests are under way there.</summary>
    public required int ActiveRequests { get; init; }

    /// <summary>Gets the tokens that those are likely still to take.</summary>
    public required long OutstandingTokens { get; init; }

    /// <summary>Gets until when it is passed over because it failed too often; absent where it is not.</summary>
    public DateTimeOffset? EjectedUntil { get; init; }

    /// <summary>Gets the circuit: <c>closed</c>, <c>open</c> (no requests), <c>half_open</c> (a few that try it).</summary>
    public required string Circuit { get; init; }

    /// <summary>Gets whether it gets no new requests, while those it has come to their end.</summary>
    public required bool Draining { get; init; }
}
