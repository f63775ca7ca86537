using System.Collections.Immutable;

namespace Switchyard.MockUpstream.Pipeline;

/// <summary>The models that the server lists, which requests may add to and take from. Thread-safe.</summary>
internal sealed class ModelShelf(IEnumerable<string> models)
{
    private ImmutableArray<string> _models = [.. models];

    public ImmutableArray<string> Models => _models;

    public void Add(string model) => ImmutableInterlocked.Update(ref _models, static (known, model) => known.Contains(model, StringComparer.Ordinal) ? known : known.Add(model), model);

    public void Remove(string model) => ImmutableInterlocked.Update(ref _models, static (known, model) => known.Remove(model, StringComparer.Ordinal), model);
}
