using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.Graphs;

/// <summary>Counts appends, and dies at one of them as a process would: before or after the entries are durable, and for good.</summary>
internal sealed class MortalJournal(IRunJournal inner) : IRunJournal
{
    private bool _isDead;

    public int DiesAt { get; set; } = int.MaxValue;

    public bool DiesAfterWriting { get; set; }

    public int Appends { get; private set; }

    /// <summary>Called with the number of each append before it is done.</summary>
    public Func<int, Task> OnAppend { get; set; } = _ => Task.CompletedTask;

    public Task<bool> CreateAsync(NewRun run, CancellationToken cancellationToken = default) => inner.CreateAsync(run, cancellationToken);

    public Task<RunLease?> AcquireAsync(Guid runId, string owner, CancellationToken cancellationToken = default) => inner.AcquireAsync(runId, owner, cancellationToken);

    public async Task<bool> AppendAsync(RunLease lease, IReadOnlyList<JournalEntry> entries, RunStatus status, CancellationToken cancellationToken = default)
    {
        Assert.NotEmpty(entries);
        Appends++;
        if (_isDead || (Appends == DiesAt && !DiesAfterWriting))
        {
            _isDead = true;
            throw new IOException("The process is dead.");
        }

        await OnAppend(Appends);
        var isWritten = await inner.AppendAsync(lease, entries, status, cancellationToken);
        if (Appends == DiesAt && !_isDead)
        {
            _isDead = true;
            throw new IOException("The process is dead.");
        }

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
