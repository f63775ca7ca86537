using System.Collections.Immutable;
using Switchyard.Router.Balancing;
using Switchyard.Router.Configuration;

namespace Switchyard.Router.Model;

/// <summary>A provider at run time.</summary>
internal sealed class Provider(ProviderConfig config, Provider? before = null)
{
    private uint _turn;

    public ProviderConfig Config { get; } = config;

    public ImmutableArray<UpstreamEndpoint> Endpoints { get; } = [.. config.Endpoints.Select(endpoint => Find(before, config, endpoint) ?? new UpstreamEndpoint(endpoint))];

    /// <summary>Gets what its requests are likely to take.</summary>
    public TokenEstimate Estimate { get; } = new();

    /// <summary>Gets the best state of any endpoint.</summary>
    public EndpointStatus Status =>
        Endpoints.Any(endpoint => endpoint.State.Status == EndpointStatus.Ready) ? EndpointStatus.Ready
        : Endpoints.Any(endpoint => endpoint.State.Status == EndpointStatus.Unknown) ? EndpointStatus.Unknown
        : EndpointStatus.Unavailable;

    /// <summary>Gets whether the models are known: from configuration, or because an endpoint listed them.</summary>
    public bool IsListed => Config.Models.Length > 0 || Endpoints.Any(endpoint => endpoint.State.Models is not null);

    // With other credentials or another dialect it is another upstream, whose failures and load begin anew.
    private static UpstreamEndpoint? Find(Provider? before, ProviderConfig config, EndpointConfig endpoint) =>
        before?.Config.Kind == config.Kind && before.Config.Dialect == config.Dialect && before.Config.HasCredentialsOf(config)
            ? before.Endpoints.FirstOrDefault(known => known.Config == endpoint)
            : null;

    /// <summary>Takes the next turn of the round robin.</summary>
    public uint NextTurn() => Interlocked.Increment(ref _turn);
}
