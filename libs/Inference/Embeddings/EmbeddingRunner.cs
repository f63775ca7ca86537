using Switchyard.Inference.Models;

namespace Switchyard.Inference.Embeddings;

/// <summary>Runs encoders in sentence-transformers' folder layout.</summary>
public sealed class EmbeddingRunner : IModelRunner
{
    /// <inheritdoc/>
    public string Name => "embedding";

    /// <inheritdoc/>
    public bool CanRun(string folder) => FolderErrors.Wrap(folder, () => EmbeddingConfig.Exists(folder));

    /// <inheritdoc/>
    public ModelFootprint Inspect(string folder, RunnerOptions options) =>
        FolderErrors.Wrap(folder, () => new ModelFootprint(EmbeddingModel.CheckFiles(folder, EmbeddingConfig.Read(folder)), 0));

    /// <inheritdoc/>
    public IServedModel Load(string folder, RunnerOptions options) => EmbeddingModel.Load(folder, options);
}
