using System.Runtime.InteropServices;

namespace Switchyard.Inference.Scheduling;

/// <summary>A step in the prefix tree: from a parent, by a block of tokens. Equal only if all tokens are; a hash alone proves nothing.</summary>
internal readonly struct PrefixKey(PrefixBlock? parent, ReadOnlyMemory<int> tokens) : IEquatable<PrefixKey>
{
    public PrefixBlock? Parent => parent;

    public ReadOnlyMemory<int> Tokens => tokens;

    public bool Equals(PrefixKey other) => ReferenceEquals(parent, other.Parent) && tokens.Span.SequenceEqual(other.Tokens.Span);

    public override bool Equals(object? obj) => obj is PrefixKey other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(parent);
        hash.AddBytes(MemoryMarshal.AsBytes(tokens.Span));
        return hash.ToHashCode();
    }
}
