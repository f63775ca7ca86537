namespace Switchyard.Inference.Constraints;

/// <summary>A set of token ids, one bit each.</summary>
/// <param name="count">The number of ids: the width of the model's logits.</param>
public sealed class TokenMask(int count)
{
    private readonly ulong[] _words = new ulong[(count + 63) / 64];

    /// <summary>Gets the number of ids.</summary>
    public int Count => count;

    /// <summary>Gets the bits, id 0 lowest in the first word; those above <see cref="Count"/> are 0.</summary>
    public Span<ulong> Words => _words;

    /// <summary>Gets whether <paramref name="id"/> is in the set.</summary>
    public bool this[int id] => (_words[id >> 6] >> (id & 63) & 1) != 0;

    /// <summary>Puts <paramref name="id"/> into the set.</summary>
    public void Add(int id) => _words[id >> 6] |= 1UL << (id & 63);

    /// <summary>Empties the set.</summary>
    public void Clear() => Array.Clear(_words);
}
