using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Switchyard.Router.Model;

/// <summary>What the registry knows at one moment. Requests read one snapshot and never see half a change.</summary>
/// <param name="Models">All models, in the order they are listed.</param>
/// <param name="Names">Every name a request may use, aliases included.</param>
/// <param name="Listed">The providers whose models it has.</param>
internal sealed record RegistrySnapshot(ImmutableArray<ModelEntry> Models, FrozenDictionary<string, ModelEntry> Names, FrozenSet<Provider> Listed)
{
    /// <summary>The name that stands for the default model.</summary>
    public const string DefaultName = "default";

    /// <summary>The name that stands for the model that makes embeddings where a request names none.</summary>
    public const string DefaultEmbedderName = "default-embedding";

    public static RegistrySnapshot Empty { get; } = new([], FrozenDictionary<string, ModelEntry>.Empty, FrozenSet<Provider>.Empty);
}
