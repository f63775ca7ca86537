using Switchyard.Agents.Journal;
using Switchyard.Agents.Journal.Files;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Files;

namespace Switchyard.Agents.Tests.Journal.Files;

/// <summary>What journals in one folder do to each other, and what they leave there.</summary>
public sealed class SharedFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Append_WhileAnotherProcessWrites_WaitsForIt()
    {
        var (journal, lease) = await StartAsync();
        var (_, other) = await StartAsync(journal);
        Task<bool> appending;
        using (RunLock.TryTake(_folder[$"locks/{lease.RunId}"]))
        {
            appending = journal.AppendAsync(lease, [Entry(2)], RunStatus.Running, Token);
            Assert.True(await journal.AppendAsync(other, [Entry(2)], RunStatus.Running, Token));
            Assert.False(appending.IsCompleted);
        }

        Assert.True(await appending);
    }

    [Fact]
    public async Task Wait_ForAnotherProcess_CanBeEnded()
    {
        var (journal, lease) = await StartAsync();
        using var stop = new CancellationTokenSource();
        using var taken = RunLock.TryTake(_folder[$"locks/{lease.RunId}"]);

        var appending = journal.AppendAsync(lease, [Entry(2)], RunStatus.Running, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => appending);
        Assert.Equal(1, (await journal.FindAsync(lease.RunId, Token))!.LastSequence);
    }

    [Fact]
    public async Task Unfinished_LeftByADeadProcess_IsRemoved()
    {
        var run = Guid.CreateVersion7();
        await File.WriteAllTextAsync(_folder[$"{run}.tmp"], "half", Token);

        var journal = new FileRunJournal(_folder.Path, _time);

        Assert.False(File.Exists(_folder[$"{run}.tmp"]));
        Assert.Empty(await journal.ListAsync(new RunQuery(), Token));
        Assert.True(await journal.CreateAsync(new NewRun(run, "graph", default), Token));
        Assert.Equal([_folder[$"{run}.run"]], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Unfinished_OfALivingProcess_IsLeftAlone()
    {
        var run = Guid.CreateVersion7();
        _ = new FileRunJournal(_folder.Path, _time);
        await File.WriteAllTextAsync(_folder[$"{run}.tmp"], "half", Token);
        using var taken = RunLock.TryTake(_folder[$"locks/{run}"]);

        _ = new FileRunJournal(_folder.Path, _time);

        Assert.True(File.Exists(_folder[$"{run}.tmp"]));
    }

    [Fact]
    public async Task Files_OfOthers_AreNoRuns()
    {
        var (journal, lease) = await StartAsync();
        await File.WriteAllTextAsync(_folder["notes.run"], "not ours", Token);

        Assert.Equal([lease.RunId], (await journal.ListAsync(new RunQuery(), Token)).Select(head => head.Id));
    }

    [Fact]
    public async Task Run_WhoseFileWasRemoved_IsGone()
    {
        var (journal, lease) = await StartAsync();
        File.Delete(_folder[$"{lease.RunId}.run"]);

        Assert.Null(await journal.FindAsync(lease.RunId, Token));
        Assert.False(await journal.AppendAsync(lease, [Entry(2)], RunStatus.Running, Token));
        Assert.True(await journal.CreateAsync(new NewRun(lease.RunId, "graph", default), Token));
    }

    [Fact]
    public async Task Entries_AreDatedByTheClockGiven()
    {
        var (journal, lease) = await StartAsync();
        var created = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromHours(1));

        Assert.True(await journal.AppendAsync(lease, [Entry(2)], RunStatus.Running, Token));

        Assert.Equal([created, _time.GetUtcNow()], (await journal.ReadAsync(lease.RunId, 0, 10, Token)).Select(entry => entry.At));
        var head = await journal.FindAsync(lease.RunId, Token);
        Assert.Equal((created, _time.GetUtcNow()), (head!.CreatedAt, head.UpdatedAt));
    }

    [Fact]
    public async Task File_IsLittleLargerThanWhatWasGiven()
    {
        var (journal, lease) = await StartAsync();
        for (var i = 2; i < 102; i++)
        {
            Assert.True(await journal.AppendAsync(lease, [Entry(i) with { Data = new byte[1_000] }], RunStatus.Running, Token));
        }

        Assert.InRange(new FileInfo(_folder[$"{lease.RunId}.run"]).Length, 100_000, 108_000);
    }

    private static JournalEntry Entry(long sequence) => new(sequence, JournalEntryKind.Step, 1, null, null, default);

    private async Task<(FileRunJournal Journal, RunLease Lease)> StartAsync(FileRunJournal? journal = null)
    {
        journal ??= new FileRunJournal(_folder.Path, _time);
        var run = new NewRun(Guid.CreateVersion7(), "graph", default);
        Assert.True(await journal.CreateAsync(run, Token));
        return (journal, Assert.NotNull(await journal.AcquireAsync(run.Id, "owner", Token)));
    }
}
