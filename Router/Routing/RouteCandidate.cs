using Switchyard.Router.Balancing;
using Switchyard.Router.Model;

namespace Switchyard.Router.Routing;

/// <summary>One way to serve a request.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Endpoint">The address.</param>
/// <param name="UpstreamName">The model's name there.</param>
/// <param name="ModelId">The model string, for telemetry and messages.</param>
internal sealed record RouteCandidate(Provider Provider, UpstreamEndpoint Endpoint, string UpstreamName, string ModelId)
{
    /// <summary>Gets why this one of the model's addresses was chosen; <see langword="null"/> where there was nothing to choose.</summary>
    public string? Why { get; init; }

    /// <summary>Gets the prompt, where something is to be learned from its answer.</summary>
    public PrefixPath? Prefix { get; init; }
}
