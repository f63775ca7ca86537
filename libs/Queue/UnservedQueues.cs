namespace Switchyard.Queue;

/// <summary>Finds queues whose jobs no worker takes: each once, when that has been so for a while, and again only after it was over. Workers that are being replaced are not there for a moment, too.</summary>
internal sealed class UnservedQueues(TimeProvider time)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly Dictionary<string, (long Since, bool IsSaid)> _queues = new(StringComparer.Ordinal);

    /// <summary>Gets the queues that are to be reported now, and how many of their jobs no worker takes.</summary>
    public IReadOnlyList<(string Queue, long Count)> Find(IReadOnlyList<PriorityDepth> depths)
    {
        var unserved = depths.GroupBy(depth => depth.Queue, depth => depth.Unserved, StringComparer.Ordinal).Select(queue => (Queue: queue.Key, Count: queue.Sum())).Where(queue => queue.Count > 0).ToList();
        foreach (var over in _queues.Keys.Except(unserved.Select(queue => queue.Queue)).ToList())
        {
            _queues.Remove(over);
        }

        return [.. unserved.Where(queue => IsDue(queue.Queue))];
    }

    private bool IsDue(string queue)
    {
        _queues.TryAdd(queue, (time.GetTimestamp(), false));
        var (since, isSaid) = _queues[queue];
        if (isSaid || time.GetElapsedTime(since) < s_patience)
        {
            return false;
        }

        _queues[queue] = (since, true);
        return true;
    }
}
