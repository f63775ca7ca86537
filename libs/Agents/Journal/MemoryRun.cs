namespace Switchyard.Agents.Journal;

/// <summary>A run in memory. Safe for concurrent use.</summary>
internal sealed class MemoryRun(RunHead head, List<JournalEntry> entries)
{
    private readonly Lock _gate = new();
    private RunHead _head = head;

    public RunHead Head
    {
        get
        {
            lock (_gate)
            {
                return _head;
            }
        }
    }

    public long Acquire(string owner)
    {
        lock (_gate)
        {
            _head = _head with { Token = _head.Token + 1, Owner = owner };
            return _head.Token;
        }
    }

    public bool TryAppend(long token, IReadOnlyList<JournalEntry> added, RunStatus status, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (token < 1 || token != _head.Token || _head.Status is RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled)
            {
                return false;
            }

            for (var index = 0; index < added.Count; index++)
            {
                if (added[index].Sequence != _head.LastSequence + index + 1)
                {
                    return false;
                }
            }

            for (var index = 0; index < added.Count; index++)
            {
                entries.Add(added[index] with { At = now });
            }

            _head = _head with { Status = status, LastSequence = entries.Count, UpdatedAt = now };
            return true;
        }
    }

    public IReadOnlyList<JournalEntry> Read(long after, int limit)
    {
        lock (_gate)
        {
            var start = (int)Math.Clamp(after, 0, entries.Count);
            return entries.GetRange(start, Math.Clamp(limit, 0, entries.Count - start));
        }
    }

    public IReadOnlyList<JournalEntry> ReadTail()
    {
        lock (_gate)
        {
            return entries[(int)(FindSnapshot(entries.Count)!.Value - 1)..];
        }
    }

    public long? FindSnapshot(long sequence)
    {
        lock (_gate)
        {
            return sequence < 1 || sequence > entries.Count ? null : Math.Max(1, entries.FindLastIndex((int)sequence - 1, entry => entry.Kind == JournalEntryKind.Snapshot) + 1);
        }
    }

    public MemoryRun? Fork(long at, Guid fork, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (at < 1 || at > entries.Count)
            {
                return null;
            }

            var copy = new RunHead(fork, _head.Graph, RunStatus.Running, at, 0) { User = _head.User, Parent = _head.Id, ForkedAt = at, CreatedAt = now, UpdatedAt = now };
            return new MemoryRun(copy, entries[..(int)at]);
        }
    }
}
