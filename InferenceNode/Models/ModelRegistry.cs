using System.Collections.Frozen;
using Switchyard.Inference.Models;

namespace Switchyard.InferenceNode.Models;

/// <summary>The loaded models by name. Empty until loading has ended; then it never changes.</summary>
internal sealed class ModelRegistry
{
    private volatile Snapshot? _snapshot;

    /// <summary>Gets whether the models are loaded.</summary>
    public bool IsReady => _snapshot is not null;

    /// <summary>Gets the models in the order they were configured.</summary>
    public IReadOnlyList<InferenceModel> Models => _snapshot?.Models ?? [];

    public void Publish(IReadOnlyList<InferenceModel> models) =>
        _snapshot = new Snapshot(models, models.ToFrozenDictionary(model => model.Manifest.Name, StringComparer.Ordinal));

    /// <summary>Finds a model; without a name the first.</summary>
    public InferenceModel? Find(string? name) =>
        name is not null ? _snapshot?.ByName.GetValueOrDefault(name) : Models is [var first, ..] ? first : null;

    private sealed record Snapshot(IReadOnlyList<InferenceModel> Models, FrozenDictionary<string, InferenceModel> ByName);
}
