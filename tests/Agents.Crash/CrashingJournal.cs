using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Crash;

/// <summary>A journal before and after each of whose appends the process may die.</summary>
internal sealed class CrashingJournal(IRunJournal inner, Boundary boundary) : IRunJournal
{
    public Task<bool> CreateAsync(NewRun run, CancellationToken cancellationToken = default) => inner.CreateAsync(run, cancellationToken);

    public Task<RunLease?> AcquireAsync(Guid runId, string owner, CancellationToken cancellationToken = default) => inner.AcquireAsync(runId, owner, cancellationToken);

    public async Task<bool> AppendAsync(RunLease lease, IReadOnlyList<JournalEntry> entries, RunStatus status, CancellationToken cancellationToken = default)
    {
        boundary.Pass();
        var isWritten = await inner.AppendAsync(lease, entries, status, cancellationToken);
        boundary.Pass();
        return isWritten;
    }

    public Task<RunHead?> FindAsync(Guid runId, CancellationToken cancellationToken = default) => inner.FindAsync(runId, cancellationToken);

    public Task<IReadOnlyList<JournalEntry>> ReadAsync(Guid runId, long after, int limit, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(runId, after, limit, cancellationToken);

    public Task<IReadOnlyList<JournalEntry>> ReadTailAsync(Guid runId, CancellationToken cancellationToken = default) => inner.ReadTailAsync(runId, cancellationToken);

    public Task<long?> FindSnapshotAsync(Guid runId, long sequence, CancellationToken cancellationToken = default) => inner.FindSnapshotAsync(runId, sequence, cancellationToken);

    public Task<IReadOnlyList<RunHead>> ListAsync(RunQuery query, CancellationToken cancellationToken = default) => inner.ListAsync(query, cancellationToken);

    public Task<bool> ForkAsync(Guid runId, long at, Guid fork, CancellationToken cancellationToken = default) => inner.ForkAsync(runId, at, fork, cancellationToken);
}
