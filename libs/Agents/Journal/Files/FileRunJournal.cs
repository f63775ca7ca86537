using System.Collections.Concurrent;

namespace Switchyard.Agents.Journal.Files;

/// <summary>
/// Journals of runs in a folder, one file for each. What a method has answered is on the disk, the file's name included: it survives the death of the machine as far as the disk keeps what it
/// says it has written. Several processes may use one folder.
/// </summary>
/// <remarks>
/// Processes keep out of each other's way by locks of the file system (<c>flock</c>); on one that has none, such as some network shares, only one process may use the folder. The folder is the
/// journal's alone, and its files are only ever appended to: who removes or restores one does so while no process uses the folder.
/// </remarks>
public sealed class FileRunJournal : IRunJournal
{
    private const string Extension = ".run";
    private const string Guids = "D";
    private const int MostListed = 1_000;

    private readonly ConcurrentDictionary<Guid, RunFile> _runs = new();
    private readonly string _folder;
    private readonly string _locks;
    private readonly TimeProvider _time;

    /// <summary>Opens a folder; it is made where it is missing.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="time">The clock that entries are dated by.</param>
    public FileRunJournal(string folder, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(time);
        (_folder, _time) = (Path.GetFullPath(folder), time);
        _locks = Path.Combine(_folder, "locks");
        FolderFlush.Create(_locks);
        RemoveUnfinished();
    }

    /// <summary>Says that a record was dropped since it was not written completely. Raised when a run's file is first looked at, on the thread that does.</summary>
    public event Action<TornRecord>? TornRecordDropped;

    /// <inheritdoc/>
    public async Task<bool> CreateAsync(NewRun run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        return await MakeAsync(run.Id, path => NewRunFile.Create(path, run, _time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<RunLease?> AcquireAsync(Guid runId, string owner, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return Find(runId, cancellationToken) is { } run
            ? new RunLease(runId, await LockedAsync(run, () => run.TakeOver(owner, _time.GetUtcNow()), cancellationToken).ConfigureAwait(false))
            : null;
    }

    /// <inheritdoc/>
    public async Task<bool> AppendAsync(RunLease lease, IReadOnlyList<JournalEntry> entries, RunStatus status, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        for (var i = 1; i < entries.Count; i++)
        {
            if (entries[i].Sequence != entries[i - 1].Sequence + 1)
            {
                return false;
            }
        }

        return Find(lease.RunId, cancellationToken) is { } run && await LockedAsync(run, () => run.Append(lease, entries, status, _time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<RunHead?> FindAsync(Guid runId, CancellationToken cancellationToken = default) => (await LoadAsync(runId, cancellationToken).ConfigureAwait(false))?.Head;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JournalEntry>> ReadAsync(Guid runId, long after, int limit, CancellationToken cancellationToken = default) =>
        await LoadAsync(runId, cancellationToken).ConfigureAwait(false) is { State: { } state } run
            ? await Task.Run(() => RunFileReader.Read(run, state, after, limit), cancellationToken).ConfigureAwait(false)
            : [];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JournalEntry>> ReadTailAsync(Guid runId, CancellationToken cancellationToken = default) =>
        await LoadAsync(runId, cancellationToken).ConfigureAwait(false) is { State: { } state } run
            ? await Task.Run(() => RunFileReader.Read(run, state, (state.Index.AnchorUpTo(state.LastSequence) ?? 1) - 1, int.MaxValue), cancellationToken).ConfigureAwait(false)
            : [];

    /// <inheritdoc/>
    public async Task<long?> FindSnapshotAsync(Guid runId, long sequence, CancellationToken cancellationToken = default) =>
        await LoadAsync(runId, cancellationToken).ConfigureAwait(false) is { State: { } state } && sequence <= state.LastSequence ? state.Index.AnchorUpTo(sequence) : null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RunHead>> ListAsync(RunQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        List<RunHead> all = [];
        foreach (var id in Directory.EnumerateFiles(_folder, "*" + Extension).Select(IdOf).OfType<Guid>())
        {
            if (await LoadAsync(id, cancellationToken).ConfigureAwait(false) is { State.Facts: not null } run)
            {
                all.Add(run.Head);
            }
        }

        var newestFirst = all.OrderByDescending(head => head.CreatedAt).ThenByDescending(head => head.Id);
        return
        [
            .. (query.Before is { } before ? newestFirst.SkipWhile(head => head.Id != before).Skip(1) : newestFirst)
                .Where(head => (query.Graph is null || head.Graph == query.Graph) && (query.User is null || head.User == query.User) && (query.Status is null || head.Status == query.Status))
                .Take(Math.Clamp(query.Limit, 1, MostListed)),
        ];
    }

    /// <inheritdoc/>
    public async Task<bool> ForkAsync(Guid runId, long at, Guid fork, CancellationToken cancellationToken = default) =>
        await LoadAsync(runId, cancellationToken).ConfigureAwait(false) is { State: { } state } parent
        && at >= 1 && at <= state.LastSequence
        && await MakeAsync(fork, path => NewRunFile.Fork(path, parent, state, at, _time.GetUtcNow()), cancellationToken).ConfigureAwait(false);

    // Whoever is told that there is one already is told so of one that is on the disk.
    private async Task<bool> MakeAsync(Guid id, Action<string> make, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken).ConfigureAwait(false) is not null)
        {
            return false;
        }

        var run = _runs.GetOrAdd(id, Open);
        return await LockedAsync(
            run,
            () =>
            {
                if (File.Exists(run.Path))
                {
                    run.Load();
                    return false;
                }

                make(run.Path);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<RunFile?> LoadAsync(Guid id, CancellationToken cancellationToken)
    {
        if (Find(id, cancellationToken) is not { } run)
        {
            return null;
        }

        // As long as it has not grown nobody has written.
        if (run.State is not { } state || (new FileInfo(run.Path).Length != state.End && state.Damage is null))
        {
            await LockedAsync(run, run.Load, cancellationToken).ConfigureAwait(false);
        }

        return run;
    }

    private RunFile? Find(Guid id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (File.Exists(PathOf(id)))
        {
            return _runs.GetOrAdd(id, Open);
        }

        _runs.TryRemove(id, out _);
        return null;
    }

    private async Task<T> LockedAsync<T>(RunFile run, Func<T> act, CancellationToken cancellationToken)
    {
        await run.Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var taken = await RunLock.TakeAsync(LockOf(run.Id), cancellationToken).ConfigureAwait(false);

            // There is no flush that does not hold a thread up: one of the pool's and not the caller's, so that runs do not wait for each other's. A new thread for each would cost more than
            // the flush (32 runs at once on two processors: 13,000 a second by the pool, 1,500 by new threads).
            return await Task.Run(act, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            run.Turn.Release();
        }
    }

    private RunFile Open(Guid id) => new(id, PathOf(id), torn => TornRecordDropped?.Invoke(torn));

    private string PathOf(Guid id) => Path.Combine(_folder, id.ToString(Guids) + Extension);

    private string LockOf(Guid id) => Path.Combine(_locks, id.ToString(Guids));

    private static Guid? IdOf(string path) => Guid.TryParseExact(Path.GetFileNameWithoutExtension(path), Guids, out var id) ? id : null;

    // Left by processes that died while they made a file. What another one makes just now is locked.
    private void RemoveUnfinished()
    {
        foreach (var path in Directory.EnumerateFiles(_folder, "*" + NewRunFile.Unfinished))
        {
            if (IdOf(path) is { } id && RunLock.TryTake(LockOf(id)) is { } taken)
            {
                using (taken)
                {
                    File.Delete(path);
                }
            }
        }
    }
}
