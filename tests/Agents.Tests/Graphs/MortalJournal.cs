using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.Graphs;

/// <summary>Counts appends, and dies at one of them as a process would: before or after the entries are durable, and for good.</summary>
internal sealed class MortalJournal(IRunJournal inner) : DelegatingRunJournal(inner)
{
    private bool _isDead;

    public int DiesAt { get; set; } = int.MaxValue;

    public bool DiesAfterWriting { get; set; }

    public int Appends { get; private set; }

    /// <summary>Called with the number of each append before it is done.</summary>
    public Func<int, Task> OnAppend { get; set; } = _ => Task.CompletedTask;

    public override async Task<bool> AppendAsync(RunLease lease, IReadOnlyList<JournalEntry> entries, RunStatus status, CancellationToken cancellationToken = default)
    {
        Assert.NotEmpty(entries);
        Appends++;
        if (_isDead || (Appends == DiesAt && !DiesAfterWriting))
        {
            _isDead = true;
            throw new IOException("The process is dead.");
        }

        await OnAppend(Appends);
        var isWritten = await base.AppendAsync(lease, entries, status, cancellationToken);
        if (Appends == DiesAt && !_isDead)
        {
            _isDead = true;
            throw new IOException("The process is dead.");
        }

        return isWritten;
    }
}
