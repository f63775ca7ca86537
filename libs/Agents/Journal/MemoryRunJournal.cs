namespace Switchyard.Agents.Journal;

/// <summary>Runs in memory: they live as long as the journal, which is durable enough for tests, replays and work that may be lost.</summary>
/// <param name="time">The clock.</param>
public sealed class MemoryRunJournal(TimeProvider time) : IRunJournal
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, MemoryRun> _runs = [];

    // In the order in which they were written down.
    private readonly List<MemoryRun> _order = [];

    /// <inheritdoc/>
    public Task<bool> CreateAsync(NewRun run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        JournalText.Check(run.Graph, run.User);
        cancellationToken.ThrowIfCancellationRequested();
        var now = time.GetUtcNow();
        var head = new RunHead(run.Id, run.Graph, RunStatus.Running, 1, 0) { User = run.User, CreatedAt = now, UpdatedAt = now };
        return Task.FromResult(TryAdd(new MemoryRun(head, [new JournalEntry(1, JournalEntryKind.Started, 0, null, null, run.State, now)])));
    }

    /// <inheritdoc/>
    public Task<RunLease?> AcquireAsync(Guid runId, string owner, CancellationToken cancellationToken = default)
    {
        JournalText.Check(owner);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<RunLease?>(Find(runId) is { } run ? new RunLease(runId, run.Acquire(owner)) : null);
    }

    /// <inheritdoc/>
    public Task<bool> AppendAsync(RunLease lease, IReadOnlyList<JournalEntry> entries, RunStatus status, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        foreach (var entry in entries)
        {
            JournalText.Check(entry.Node, entry.Key);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Find(lease.RunId)?.TryAppend(lease.Token, entries, status, time.GetUtcNow()) ?? false);
    }

    /// <inheritdoc/>
    public Task<RunHead?> FindAsync(Guid runId, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Find(runId)?.Head);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<JournalEntry>> ReadAsync(Guid runId, long after, int limit, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Find(runId)?.Read(after, limit) ?? []);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<JournalEntry>> ReadTailAsync(Guid runId, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Find(runId)?.ReadTail() ?? []);
    }

    /// <inheritdoc/>
    public Task<long?> FindSnapshotAsync(Guid runId, long sequence, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Find(runId)?.FindSnapshot(sequence));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<RunHead>> ListAsync(RunQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        cancellationToken.ThrowIfCancellationRequested();
        MemoryRun[] newestFirst;
        lock (_gate)
        {
            // Nothing comes after a run that is not known.
            var count = query.Before is not { } before ? _order.Count : _runs.TryGetValue(before, out var last) ? _order.IndexOf(last) : 0;
            newestFirst = [.. Enumerable.Reverse(_order[..count])];
        }

        return Task.FromResult<IReadOnlyList<RunHead>>([.. newestFirst.Select(run => run.Head).Where(head => IsAsked(head, query)).Take(Math.Clamp(query.Limit, 1, 1000))]);
    }

    /// <inheritdoc/>
    public Task<bool> ForkAsync(Guid runId, long at, Guid fork, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Find(runId)?.Fork(at, fork, time.GetUtcNow()) is { } run && TryAdd(run));
    }

    private static bool IsAsked(RunHead head, RunQuery query) =>
        (query.Graph is null || query.Graph == head.Graph) && (query.User is null || query.User == head.User) && (query.Status is null || query.Status == head.Status);

    private MemoryRun? Find(Guid runId)
    {
        lock (_gate)
        {
            return _runs.GetValueOrDefault(runId);
        }
    }

    private bool TryAdd(MemoryRun run)
    {
        lock (_gate)
        {
            if (!_runs.TryAdd(run.Head.Id, run))
            {
                return false;
            }

            _order.Add(run);
            return true;
        }
    }
}
