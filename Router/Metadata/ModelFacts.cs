using Switchyard.Contracts.OpenAI;
using Switchyard.Router.Model;
using Switchyard.Router.Routing;

namespace Switchyard.Router.Metadata;

/// <summary>What is known of the model that a request may go to, whether its provider lists it or not.</summary>
internal sealed class ModelFacts(ModelRegistry registry)
{
    /// <summary>Gets what is known of <paramref name="candidate"/>'s model.</summary>
    public ModelInfo Of(RouteCandidate candidate) => registry.Current.Names.TryGetValue(candidate.ModelId, out var entry) && entry.Provider == candidate.Provider
        ? entry.Info
        : ModelCatalog.Complete(new ModelInfo { Id = candidate.ModelId }, candidate.Provider.Config, candidate.UpstreamName);
}
