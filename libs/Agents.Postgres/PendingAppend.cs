using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Postgres;

/// <summary>What somebody asks to be written.</summary>
internal sealed record PendingAppend(RunLease Lease, IReadOnlyList<JournalEntry> Entries, RunStatus Status)
{
    private const int RowSize = 100;

    /// <summary>Gets about how large it is.</summary>
    public long Size { get; } = Entries.Sum(entry => (long)RowSize + entry.Data.Length);
}
