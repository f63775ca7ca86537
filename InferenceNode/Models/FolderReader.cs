using Microsoft.Extensions.Options;
using Switchyard.Inference.Embeddings;
using Switchyard.Inference.Models;

namespace Switchyard.InferenceNode.Models;

/// <summary>Finds out what a folder holds, without loading it: its model's name and what runs it.</summary>
internal sealed class FolderReader(RunnerRegistry runners, IOptions<ModelLifecycleOptions> options)
{
    /// <summary>Creates the entry of a folder's model.</summary>
    /// <exception cref="ModelLoadException">What names it or says its kind is broken.</exception>
    public ModelEntry Read(string folder, bool isConfigured, bool isPinned)
    {
        var runner = runners.Find(folder, options.Value.Runner);
        return new ModelEntry
        {
            Name = ModelManifest.Read(folder).Name,
            Folder = folder,
            Runner = runner,
            IsEmbedder = runner is EmbeddingRunner,
            IsConfigured = isConfigured,
            IsPinned = isPinned,
            State = ModelState.Unloaded,
        };
    }

    /// <summary>Gets what runs a known model. A configured folder that could not be read when the node started may have been mended since.</summary>
    public (IModelRunner Runner, bool IsEmbedder) FindRunner(ModelEntry entry)
    {
        if (entry.Runner is { } runner)
        {
            return (runner, entry.IsEmbedder);
        }

        var found = Read(entry.Folder, entry.IsConfigured, entry.IsPinned);
        return found.Name == entry.Name
            ? (found.Runner!, found.IsEmbedder)
            : throw new ModelLoadException($"The model in {entry.Folder} is named '{found.Name}'; it gets this name when the node is started again, if no other model has it.");
    }
}
