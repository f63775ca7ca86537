using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.Graphs;

public sealed class JournalWriterTests
{
    private readonly MemoryRunJournal _journal = new(TimeProvider.System);

    [Theory]
    [InlineData(RunStatus.Waiting)]
    [InlineData(RunStatus.Completed)]
    public async Task Flush_StatusHasChangedSinceTheEntry_WritesThatOfTheEntry(RunStatus later)
    {
        var run = Guid.NewGuid();
        await _journal.CreateAsync(new NewRun(run, "graph", default), GraphBench.Cancellation);
        var lease = Assert.NotNull(await _journal.AcquireAsync(run, "test", GraphBench.Cancellation));
        var status = RunStatus.Running;
        var writer = new JournalWriter(_journal, lease, 1, () => status);

        var first = writer.Add(new EntryDraft(JournalEntryKind.Step, 1, null, null, []));
        status = later;
        await writer.FlushAsync(first);

        Assert.Equal((2L, RunStatus.Running), await ReadAsync(run));
        await writer.FlushAsync(writer.Add(new EntryDraft(JournalEntryKind.Question, 2, null, null, [])));
        Assert.Equal((3L, later), await ReadAsync(run));
    }

    private async Task<(long LastSequence, RunStatus Status)> ReadAsync(Guid run)
    {
        var head = Assert.IsType<RunHead>(await _journal.FindAsync(run, GraphBench.Cancellation));
        return (head.LastSequence, head.Status);
    }
}
