using Switchyard.Router.Model;

namespace Switchyard.Router.Routing;

/// <summary>One way to serve a request.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Endpoint">The address.</param>
/// <param name="UpstreamName">The model's name there.</param>
/// <param name="ModelId">The model string, for telemetry and messages.</param>
internal sealed record RouteCandidate(Provider Provider, UpstreamEndpoint Endpoint, string UpstreamName, string ModelId);
