using System.Collections.Frozen;
using System.Collections.Immutable;
using Switchyard.Inference.Embeddings;
using Switchyard.Inference.Models;

namespace Switchyard.InferenceNode.Models;

/// <summary>
/// The models the node knows. Readers see one snapshot that never changes; each change of a model's state makes the next. The built-in
/// embedder is there from the start and comes last.
/// </summary>
internal sealed class ModelRegistry
{
    private readonly Lock _lock = new();
    private volatile Snapshot _snapshot;
    private volatile bool _isReady;

    public ModelRegistry(TimeProvider time) => _snapshot = new Snapshot([CreateLexical(time)]);

    /// <summary>Gets whether the configured models were loaded, as far as they can be.</summary>
    public bool IsReady => _isReady;

    /// <summary>Gets all known models: the configured ones in their order, then those added at run time, then the built-in embedder.</summary>
    public ImmutableArray<ModelEntry> Entries => _snapshot.Entries;

    /// <summary>Gets the loaded models that generate text, in the same order.</summary>
    public IReadOnlyList<InferenceModel> Models => _snapshot.Models;

    /// <summary>Finds a model; without a name the first of its kind that did not fail.</summary>
    public ModelEntry? Find(string? name, bool isEmbedder) =>
        name is not null ? Find(name) : isEmbedder ? _snapshot.FirstEmbedder : _snapshot.FirstGenerator;

    public ModelEntry? Find(string name) => _snapshot.ByName.GetValueOrDefault(name);

    public void SetReady() => _isReady = true;

    /// <summary>Adds a model, unless there is one of the name that keeps it.</summary>
    public bool TryAdd(ModelEntry entry)
    {
        lock (_lock)
        {
            var old = _snapshot.ByName.GetValueOrDefault(entry.Name);
            if (old is { GivesUpItsName: false })
            {
                return false;
            }

            _snapshot = new Snapshot(old is null ? _snapshot.Entries.Insert(_snapshot.Entries.Length - 1, entry) : _snapshot.Entries.Replace(old, entry));
            return true;
        }
    }

    /// <summary>Changes a model that is known.</summary>
    /// <returns>The model as it is now.</returns>
    public ModelEntry Update(string name, Func<ModelEntry, ModelEntry> change)
    {
        lock (_lock)
        {
            var old = _snapshot.ByName[name];
            var entry = change(old);
            _snapshot = new Snapshot(_snapshot.Entries.Replace(old, entry));
            return entry;
        }
    }

    private static ModelEntry CreateLexical(TimeProvider time)
    {
        var embedder = new LexicalEmbedder();
        return new ModelEntry
        {
            Name = LexicalEmbedder.ModelName,
            Folder = string.Empty,
            Runner = null,
            IsEmbedder = true,
            IsConfigured = false,
            IsPinned = true,
            State = ModelState.Loaded,
            Handle = new ModelHandle(embedder, time),
            Facts = ModelFacts.Of(embedder),
        };
    }

    private sealed class Snapshot(ImmutableArray<ModelEntry> entries)
    {
        public ImmutableArray<ModelEntry> Entries { get; } = entries;

        public FrozenDictionary<string, ModelEntry> ByName { get; } = entries.ToFrozenDictionary(entry => entry.Name, StringComparer.Ordinal);

        public IReadOnlyList<InferenceModel> Models { get; } = [.. entries.Select(entry => entry.Handle?.Model).OfType<InferenceModel>()];

        public ModelEntry? FirstGenerator { get; } = First(entries, isEmbedder: false);

        public ModelEntry? FirstEmbedder { get; } = First(entries, isEmbedder: true);

        private static ModelEntry? First(ImmutableArray<ModelEntry> entries, bool isEmbedder) =>
            entries.FirstOrDefault(entry => entry.IsEmbedder == isEmbedder && entry.State != ModelState.Failed) ?? entries.FirstOrDefault(entry => entry.IsEmbedder == isEmbedder);
    }
}
