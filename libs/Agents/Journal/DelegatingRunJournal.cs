namespace Switchyard.Agents.Journal;

/// <summary>A journal that passes everything on to another; who adds something to journals overrides what it is about.</summary>
/// <param name="inner">The other journal.</param>
public abstract class DelegatingRunJournal(IRunJournal inner) : IRunJournal
{
    /// <inheritdoc/>
    public virtual Task<bool> CreateAsync(NewRun run, CancellationToken cancellationToken = default) => inner.CreateAsync(run, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<RunLease?> AcquireAsync(Guid runId, string owner, CancellationToken cancellationToken = default) => inner.AcquireAsync(runId, owner, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<bool> AppendAsync(RunLease lease, IReadOnlyList<JournalEntry> entries, RunStatus status, CancellationToken cancellationToken = default) =>
        inner.AppendAsync(lease, entries, status, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<RunHead?> FindAsync(Guid runId, CancellationToken cancellationToken = default) => inner.FindAsync(runId, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<IReadOnlyList<JournalEntry>> ReadAsync(Guid runId, long after, int limit, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(runId, after, limit, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<IReadOnlyList<JournalEntry>> ReadTailAsync(Guid runId, CancellationToken cancellationToken = default) => inner.ReadTailAsync(runId, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<long?> FindSnapshotAsync(Guid runId, long sequence, CancellationToken cancellationToken = default) =>
        inner.FindSnapshotAsync(runId, sequence, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<IReadOnlyList<RunHead>> ListAsync(RunQuery query, CancellationToken cancellationToken = default) => inner.ListAsync(query, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<bool> ForkAsync(Guid runId, long at, Guid fork, CancellationToken cancellationToken = default) => inner.ForkAsync(runId, at, fork, cancellationToken);
}
