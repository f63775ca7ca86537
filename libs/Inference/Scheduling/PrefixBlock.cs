namespace Switchyard.Inference.Scheduling;

/// <summary>A node of the prefix tree: a block of tokens that follows its parent's, and where its keys and values are kept.</summary>
internal sealed class PrefixBlock(PrefixKey key, int index)
{
    public PrefixKey Key => key;

    /// <summary>Gets which piece of the cache's memory it has.</summary>
    public int Index => index;

    /// <summary>Gets or sets the block used next before this one.</summary>
    public PrefixBlock? Older { get; set; }

    /// <summary>Gets or sets the block used next after this one.</summary>
    public PrefixBlock? Newer { get; set; }
}
