using Switchyard.Inference.Embeddings;
using Switchyard.Inference.Models;

namespace Switchyard.InferenceNode.Models;

/// <summary>What a model says of itself once it was loaded.</summary>
internal sealed record ModelFacts(ModelManifest Manifest, int ContextLength, int Slots, IReadOnlyList<string> Capabilities)
{
    public static ModelFacts Of(IServedModel model) => new(model.Manifest, model.ContextLength, model.Slots, model switch
    {
        IEmbedder => ["embeddings"],
        InferenceModel { Chat: null } => ["completion"],
        _ => ["chat", "completion", "tools"],
    });
}
