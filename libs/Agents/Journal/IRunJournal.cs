namespace Switchyard.Agents.Journal;

/// <summary>Where runs are written down. What a method has answered is durable: it survives the death of this process, and of the machine where the store says so.</summary>
/// <remarks>
/// Safe for concurrent use, also by several processes where the store is shared. A method that throws, or was cancelled, may have written or not; whoever asks
/// again finds out. Lists given to a method are not kept.
/// </remarks>
public interface IRunJournal
{
    /// <summary>Writes down a run with its first entry. Its status is <see cref="RunStatus.Running"/> and nobody has it.</summary>
    /// <returns><see langword="false"/> where there is one of this name already; it stays as it is.</returns>
    Task<bool> CreateAsync(NewRun run, CancellationToken cancellationToken = default);

    /// <summary>Takes a run over, whoever has it: what its former holder still writes is refused.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="owner">Who takes it, for people to read.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The right to write; <see langword="null"/> where there is no such run.</returns>
    Task<RunLease?> AcquireAsync(Guid runId, string owner, CancellationToken cancellationToken = default);

    /// <summary>Adds entries and sets what the run is doing, all or nothing.</summary>
    /// <param name="lease">The right to write.</param>
    /// <param name="entries">The entries; the first one's number is one more than the run's last, and they have no gaps.</param>
    /// <param name="status">What the run is doing from now on.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see langword="false"/> where somebody else has the run, it is over, or the numbers do not follow its last: nothing was written.</returns>
    Task<bool> AppendAsync(RunLease lease, IReadOnlyList<JournalEntry> entries, RunStatus status, CancellationToken cancellationToken = default);

    /// <summary>Finds a run.</summary>
    Task<RunHead?> FindAsync(Guid runId, CancellationToken cancellationToken = default);

    /// <summary>Reads entries in order.</summary>
    /// <param name="runId">The run; one that is not known has no entries.</param>
    /// <param name="after">The number after which to begin; 0 for all.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<JournalEntry>> ReadAsync(Guid runId, long after, int limit, CancellationToken cancellationToken = default);

    /// <summary>Reads what is needed to go on: the entries from the last <see cref="JournalEntryKind.Snapshot"/> on, or all where there is none.</summary>
    Task<IReadOnlyList<JournalEntry>> ReadTailAsync(Guid runId, CancellationToken cancellationToken = default);

    /// <summary>Finds the last snapshot, or the start, that is not after <paramref name="sequence"/>: where reading the state as it was then has to begin.</summary>
    /// <returns>Its number; <see langword="null"/> where there is no such run or entry.</returns>
    Task<long?> FindSnapshotAsync(Guid runId, long sequence, CancellationToken cancellationToken = default);

    /// <summary>Lists runs.</summary>
    Task<IReadOnlyList<RunHead>> ListAsync(RunQuery query, CancellationToken cancellationToken = default);

    /// <summary>Makes a run of its own out of the first entries of another, which stays as it is.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="at">The number of the last entry that both have.</param>
    /// <param name="fork">The new run's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see langword="false"/> where there is no such run or entry, or one of the new name already.</returns>
    Task<bool> ForkAsync(Guid runId, long at, Guid fork, CancellationToken cancellationToken = default);
}
