using System.Collections.Concurrent;

namespace Switchyard.MockUpstream.Pipeline;

/// <summary>Keeps renditions that come again. A load of equal requests has one; when too many differ it starts anew.</summary>
internal sealed class RenditionCache
{
    private const int MaxKept = 256;
    private const int MaxBytes = 1024 * 1024;

    private readonly ConcurrentDictionary<RenditionKey, Rendition> _kept = [];

    public Rendition? Find(RenditionKey key) => _kept.TryGetValue(key, out var rendition) ? rendition : null;

    public void Keep(RenditionKey key, Rendition rendition)
    {
        if (rendition.Transcript.Bytes.Length > MaxBytes)
        {
            return;
        }

        if (_kept.Count >= MaxKept)
        {
            _kept.Clear();
        }

        _kept[key] = rendition;
    }
}
