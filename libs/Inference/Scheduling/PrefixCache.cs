using Switchyard.Inference.Execution;

namespace Switchyard.Inference.Scheduling;

/// <summary>
/// Keys and values of earlier prompts and texts, for requests that begin alike: a radix tree whose edges are blocks of tokens. Only whole
/// blocks are kept and found. The least recently used block goes first, and since a block is never used without its parents, that is
/// always a leaf.
/// </summary>
/// <remarks>
/// Blocks are copies, not references to slots that are kept: a slot holds a whole context whatever its prefix needs, a prefix in it could
/// be continued by one request at a time, and the slots would be gone for those who wait. A copy costs little beside the run it saves:
/// see bench/results/scheduler.md. The cache belongs to one model. Used by the engine's thread alone, except for <see cref="Bytes"/>.
/// </remarks>
internal sealed unsafe class PrefixCache : IDisposable
{
    private readonly KeyValueCache _slots;
    private readonly AnonymousMemory _memory;
    private readonly int _blockTokens;
    private readonly long _blockBytes;
    private readonly int _capacity;
    private readonly Dictionary<PrefixKey, PrefixBlock> _blocks = [];
    private readonly List<PrefixBlock> _path = [];
    private long _count;
    private PrefixBlock? _newest;
    private PrefixBlock? _oldest;

    private PrefixCache(KeyValueCache slots, int blockTokens, long blockBytes, int capacity)
    {
        _slots = slots;
        _blockTokens = blockTokens;
        _blockBytes = blockBytes;
        _capacity = capacity;
        _memory = new AnonymousMemory((nuint)capacity * (nuint)blockBytes);
    }

    /// <summary>Gets the bytes of the blocks that are kept.</summary>
    public long Bytes => Volatile.Read(ref _count) * _blockBytes;

    /// <summary>Makes a cache over <paramref name="slots"/>, or none when not even one block fits into the bytes.</summary>
    public static PrefixCache? Create(KeyValueCache slots, SchedulingOptions options)
    {
        var blockBytes = slots.Layout.PositionBytes * options.PrefixBlockTokens;
        var capacity = (int)Math.Min(options.PrefixCacheBytes / blockBytes, int.MaxValue);
        return capacity > 0 ? new PrefixCache(slots, options.PrefixBlockTokens, blockBytes, capacity) : null;
    }

    /// <summary>Copies into <paramref name="slot"/> what is kept of <paramref name="tokens"/> beyond the first <paramref name="position"/>.</summary>
    /// <returns>The number of positions the slot holds now.</returns>
    public int Restore(int slot, ReadOnlyMemory<int> tokens, int position)
    {
        Find(tokens);
        for (var i = position / _blockTokens; i < _path.Count; i++)
        {
            _slots.Restore(slot, i * _blockTokens, _blockTokens, Memory(_path[i]));
        }

        UsePath();
        return Math.Max(position, _path.Count * _blockTokens);
    }

    /// <summary>Keeps the whole blocks of <paramref name="tokens"/>, whose keys and values <paramref name="slot"/> holds.</summary>
    public void Store(int slot, ReadOnlyMemory<int> tokens)
    {
        Find(tokens);
        UsePath();
        for (var start = _path.Count * _blockTokens; start + _blockTokens <= tokens.Length; start += _blockTokens)
        {
            var parent = _path.Count == 0 ? null : _path[^1];
            if (!TryTakeIndex(parent, out var index))
            {
                return;
            }

            var block = new PrefixBlock(new PrefixKey(parent, tokens.Slice(start, _blockTokens).ToArray()), index);
            _slots.Save(slot, start, _blockTokens, Memory(block));
            _blocks.Add(block.Key, block);
            Volatile.Write(ref _count, _blocks.Count);
            _path.Add(block);
            AddBehind(parent, block);
        }
    }

    public void Dispose() => _memory.Dispose();

    private byte* Memory(PrefixBlock block) => _memory.Pointer + (block.Index * _blockBytes);

    private void Find(ReadOnlyMemory<int> tokens)
    {
        _path.Clear();
        PrefixBlock? parent = null;
        for (var start = 0; start + _blockTokens <= tokens.Length; start += _blockTokens)
        {
            if (!_blocks.TryGetValue(new PrefixKey(parent, tokens.Slice(start, _blockTokens)), out parent))
            {
                return;
            }

            _path.Add(parent);
        }
    }

    // From the leaf to the root, so that a parent is always newer than what follows it.
    private void UsePath()
    {
        for (var i = _path.Count - 1; i >= 0; i--)
        {
            if (!ReferenceEquals(_path[i], _newest))
            {
                Unlink(_path[i]);
                AddNewest(_path[i]);
            }
        }
    }

    // Fails when the only block to give up is the one to be continued: then the path alone fills the cache.
    private bool TryTakeIndex(PrefixBlock? parent, out int index)
    {
        if (_blocks.Count < _capacity)
        {
            index = _blocks.Count;
            return true;
        }

        index = _oldest!.Index;
        if (ReferenceEquals(_oldest, parent))
        {
            return false;
        }

        _blocks.Remove(_oldest.Key);
        Unlink(_oldest);
        return true;
    }

    // Right behind its parent, not before it: a block that is being added must not be given up before its children.
    private void AddBehind(PrefixBlock? parent, PrefixBlock block)
    {
        if (parent is null)
        {
            AddNewest(block);
            return;
        }

        block.Newer = parent;
        block.Older = parent.Older;
        _ = block.Older is null ? _oldest = block : block.Older.Newer = block;
        parent.Older = block;
    }

    private void AddNewest(PrefixBlock block)
    {
        block.Older = _newest;
        block.Newer = null;
        _ = _newest is null ? _oldest = block : _newest.Newer = block;
        _newest = block;
    }

    private void Unlink(PrefixBlock block)
    {
        _ = block.Newer is null ? _newest = block.Older : block.Newer.Older = block.Older;
        _ = block.Older is null ? _oldest = block.Newer : block.Older.Newer = block.Newer;
    }
}
