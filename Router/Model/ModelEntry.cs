using System.Collections.Immutable;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Router.Model;

/// <summary>One model the Router knows, with the endpoints that serve it.</summary>
/// <param name="Provider">Its provider.</param>
/// <param name="UpstreamName">The name it has there.</param>
/// <param name="Endpoints">Where it is served.</param>
/// <param name="Info">What <c>/v1/models</c> says of it.</param>
internal sealed record ModelEntry(Provider Provider, string UpstreamName, ImmutableArray<UpstreamEndpoint> Endpoints, ModelInfo Info);
