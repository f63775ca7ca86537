using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.Journal;

/// <summary>The contract of the journal in memory, which no other process has.</summary>
public sealed class MemoryRunJournalTests : RunJournalContract
{
    private readonly MemoryRunJournal _journal = new(TimeProvider.System);

    protected override ValueTask<IRunJournal> OpenAsync() => ValueTask.FromResult<IRunJournal>(_journal);
}
