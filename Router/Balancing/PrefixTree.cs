using System.Numerics;

namespace Switchyard.Router.Balancing;

/// <summary>
/// Remembers which of up to 64 endpoints has read which beginnings of prompts, in bounded memory. Thread-safe.
/// </summary>
/// <remarks>It is a radix tree whose edges are blocks. A block's name stands for the whole way to it (<see cref="PromptBlocks"/>), so that the tree needs no
/// pointers to children and lies flat in one array, found by hash. A prompt's blocks are used from the last to the first: no block is older than
/// those behind it, and giving up the oldest always takes a leaf. The arrays double up to the limit and are never left for others after it.</remarks>
internal sealed class PrefixTree
{
    public const int MaxEndpoints = 64;

    /// <summary>What one block takes: the node and its bucket.</summary>
    public const int BytesPerBlock = 40 + sizeof(int);

    private const int InitialBlocks = 1024;
    private const int None = -1;

    private readonly Lock _lock = new();
    private readonly int _maxBlocks;
    private PrefixNode[] _nodes = [];
    private int[] _buckets = [];
    private int _count;
    private int _newest = None;
    private int _oldest = None;

    public PrefixTree(long maxBytes) => _maxBlocks = (int)Math.Clamp(maxBytes / BytesPerBlock, 1, Array.MaxLength);

    /// <summary>Gets how many blocks are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _count;
            }
        }
    }

    /// <summary>Gets the bytes that it has taken.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return (long)_nodes.Length * BytesPerBlock;
            }
        }
    }

    /// <summary>Counts for each endpoint the blocks at the beginning of <paramref name="path"/> that it was sent before.</summary>
    public void Match(ReadOnlySpan<ulong> path, Span<int> blocks)
    {
        blocks.Clear();
        lock (_lock)
        {
            var knowing = blocks.Length == MaxEndpoints ? ulong.MaxValue : (1UL << blocks.Length) - 1;
            var depth = 0;
            for (; depth < path.Length && knowing != 0; depth++)
            {
                var still = knowing & (Find(path[depth]) is >= 0 and var node ? _nodes[node].Sent : 0);
                Note(knowing & ~still, depth, blocks);
                knowing = still;
            }

            Note(knowing, depth, blocks);
        }
    }

    /// <summary>Remembers that an endpoint was sent a prompt, or has answered it.</summary>
    /// <returns>How many of its first blocks the endpoint had answered before.</returns>
    public int Add(ReadOnlySpan<ulong> path, int endpoint, bool isAnswered)
    {
        var bit = 1UL << endpoint;
        var answered = path.Length;
        lock (_lock)
        {
            for (var i = path.Length - 1; i >= 0; i--)
            {
                // Before the array is looked at, which may be another after it.
                var index = Use(path[i]);
                ref var node = ref _nodes[index];
                answered = (node.Answered & bit) != 0 ? answered : i;
                node.Sent |= bit;
                node.Answered |= isAnswered ? bit : 0;
            }
        }

        return answered;
    }

    /// <summary>Forgets that an endpoint has read the blocks of <paramref name="path"/>.</summary>
    public void Forget(ReadOnlySpan<ulong> path, int endpoint)
    {
        lock (_lock)
        {
            foreach (var name in path)
            {
                if (Find(name) is >= 0 and var index)
                {
                    _nodes[index].Sent &= ~(1UL << endpoint);
                    _nodes[index].Answered &= ~(1UL << endpoint);
                }
            }
        }
    }

    private static void Note(ulong endpoints, int depth, Span<int> blocks)
    {
        for (; endpoints != 0; endpoints &= endpoints - 1)
        {
            blocks[BitOperations.TrailingZeroCount(endpoints)] = depth;
        }
    }

    private int Find(ulong name)
    {
        if (_count == 0)
        {
            return None;
        }

        var index = _buckets[BucketOf(name)];
        while (index >= 0 && _nodes[index].Name != name)
        {
            index = _nodes[index].Next;
        }

        return index;
    }

    /// <summary>Finds or makes a block and makes it the newest.</summary>
    private int Use(ulong name)
    {
        var index = Find(name);
        if (index >= 0)
        {
            Unlink(index);
        }
        else
        {
            index = Make(name);
        }

        _nodes[index].Newer = None;
        _nodes[index].Older = _newest;
        if (_newest >= 0)
        {
            _nodes[_newest].Newer = index;
        }

        _newest = index;
        _oldest = _oldest >= 0 ? _oldest : index;
        return index;
    }

    private int Make(ulong name)
    {
        if (_count == _nodes.Length && _count < _maxBlocks)
        {
            Grow();
        }

        var index = _count < _nodes.Length ? _count++ : GiveUpOldest();
        ref var bucket = ref _buckets[BucketOf(name)];
        _nodes[index] = new PrefixNode { Name = name, Next = bucket };
        bucket = index;
        return index;
    }

    private int GiveUpOldest()
    {
        var index = _oldest;
        Unlink(index);
        ref var link = ref _buckets[BucketOf(_nodes[index].Name)];
        while (link != index)
        {
            link = ref _nodes[link].Next;
        }

        link = _nodes[index].Next;
        return index;
    }

    private void Unlink(int index)
    {
        var (newer, older) = (_nodes[index].Newer, _nodes[index].Older);
        if (newer >= 0)
        {
            _nodes[newer].Older = older;
        }
        else
        {
            _newest = older;
        }

        if (older >= 0)
        {
            _nodes[older].Newer = newer;
        }
        else
        {
            _oldest = newer;
        }
    }

    private void Grow()
    {
        var size = Math.Min(Math.Max(InitialBlocks, _nodes.Length * 2L), _maxBlocks);
        Array.Resize(ref _nodes, (int)size);
        _buckets = new int[size];
        Array.Fill(_buckets, None);
        for (var i = 0; i < _count; i++)
        {
            ref var bucket = ref _buckets[BucketOf(_nodes[i].Name)];
            _nodes[i].Next = bucket;
            bucket = i;
        }
    }

    private int BucketOf(ulong name) => (int)((name >> 32) * (ulong)_buckets.Length >> 32);
}
