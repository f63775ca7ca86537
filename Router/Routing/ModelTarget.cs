using System.Collections.Immutable;
using Switchyard.Router.Model;

namespace Switchyard.Router.Routing;

/// <summary>What a model string means.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="UpstreamName">The model's name there.</param>
/// <param name="Endpoints">Where it is served.</param>
internal sealed record ModelTarget(Provider Provider, string UpstreamName, ImmutableArray<UpstreamEndpoint> Endpoints)
{
    public string ModelId => $"{Provider.Config.Id}/{UpstreamName}";
}
