namespace Switchyard.Inference.Embeddings;

/// <summary>The features of one text: how often each occurs, by hash. Sums run in the order of first occurrence, the same everywhere.</summary>
internal sealed class LexicalFeatures
{
    private readonly Dictionary<ulong, int> _places = [];
    private readonly List<(ulong Hash, float Weight, int Count)> _features = [];

    /// <summary>Counts a feature. <paramref name="kind"/> keeps a word apart from a part of a word that reads the same.</summary>
    public void Add(byte kind, ReadOnlySpan<char> text, float weight)
    {
        var hash = Hash(kind, text);
        if (_places.TryGetValue(hash, out var place))
        {
            var feature = _features[place];
            _features[place] = feature with { Count = feature.Count + 1 };
            return;
        }

        _places.Add(hash, _features.Count);
        _features.Add((hash, weight, 1));
    }

    /// <summary>
    /// Adds each feature to two places that its hash names, with a sign for each: where one collides, the other hardly ever does. A
    /// feature that occurs n times counts sqrt(n), which IEEE 754 rounds exactly.
    /// </summary>
    public void Project(Span<float> vector)
    {
        foreach (var (hash, weight, count) in _features)
        {
            var value = weight * MathF.Sqrt(count);
            Add(vector, (uint)hash, value);
            Add(vector, (uint)(hash >> 32), value);
        }
    }

    private static void Add(Span<float> vector, uint hash, float value) =>
        vector[(int)((hash & 0x7FFFFFFF) % (uint)vector.Length)] += (hash >> 31) == 0 ? value : -value;

    // FNV-1a over UTF-16 code units, little end first, then MurmurHash3's finalizer: FNV's high bits barely depend on the last bytes.
    private static ulong Hash(byte kind, ReadOnlySpan<char> text)
    {
        const ulong Prime = 0x100000001B3;
        var hash = (0xCBF29CE484222325 ^ kind) * Prime;
        foreach (var unit in text)
        {
            hash = (hash ^ (byte)unit) * Prime;
            hash = (hash ^ (byte)(unit >> 8)) * Prime;
        }

        hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCD;
        hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53;
        return hash ^ (hash >> 33);
    }
}
