using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.Journal;

/// <summary>What every store does when it is read, and when runs are forked.</summary>
public abstract class RunReadingContract : RunWritingContract
{
    [Fact]
    public async Task Unknown_IsNothing()
    {
        var unknown = Guid.NewGuid();

        Assert.Null(await Journal.FindAsync(unknown, Token));
        Assert.Empty(await ReadAllAsync(unknown));
        Assert.Empty(await Journal.ReadTailAsync(unknown, Token));
        Assert.Null(await Journal.FindSnapshotAsync(unknown, 1, Token));
        Assert.False(await Journal.ForkAsync(unknown, 1, Guid.NewGuid(), Token));
    }

    [Theory]
    [InlineData(0, 100, new long[] { 1, 2, 3, 4, 5 })]
    [InlineData(0, 2, new long[] { 1, 2 })]
    [InlineData(2, 2, new long[] { 3, 4 })]
    [InlineData(4, 2, new long[] { 5 })]
    [InlineData(5, 2, new long[0])]
    [InlineData(99, 2, new long[0])]
    public async Task Read_GivesEntriesInOrder(long after, int limit, long[] expected)
    {
        var run = (await WriteAsync(4)).RunId;

        Assert.Equal(expected, NumbersOf(await Journal.ReadAsync(run, after, limit, Token)));
        Assert.Equal(expected, NumbersOf(await Other.ReadAsync(run, after, limit, Token)));
    }

    [Fact]
    public async Task Read_LongRun_FindsEachPage()
    {
        var lease = await StartAsync();
        var data = new byte[3_000];
        for (var first = 2L; first < 400; first += 7)
        {
            Assert.True(await AppendAsync(lease, [.. Enumerable.Range(0, 7).Select(i => Entry(first + i) with { Data = data })]));
        }

        for (var after = 0L; after < 400; after += 50)
        {
            Assert.Equal(Enumerable.Range((int)after + 1, 50).Select(i => (long)i).Where(i => i <= 400), NumbersOf(await Journal.ReadAsync(lease.RunId, after, 50, Token)));
        }
    }

    [Fact]
    public async Task ReadTail_WithoutSnapshot_IsAll() => Assert.Equal([1, 2, 3, 4], NumbersOf(await Journal.ReadTailAsync((await WriteAsync(3)).RunId, Token)));

    [Fact]
    public async Task ReadTail_BeginsAtTheLastSnapshot()
    {
        var lease = await WriteAsync(6, 3, 5);

        Assert.Equal([5, 6, 7], NumbersOf(await Journal.ReadTailAsync(lease.RunId, Token)));
        Assert.True(await AppendAsync(lease, Entry(8, "8", JournalEntryKind.Snapshot)));
        Assert.Equal(["8"], TextsOf(await Journal.ReadTailAsync(lease.RunId, Token)));
        Assert.Equal(["8"], TextsOf(await Other.ReadTailAsync(lease.RunId, Token)));
    }

    [Fact]
    public async Task FindSnapshot_IsTheLastNotAfter()
    {
        var run = (await WriteAsync(6, 3, 5)).RunId;

        foreach (var journal in new[] { Journal, Other })
        {
            Assert.Equal([null, 1, 1, 3, 3, 5, 5, 5, null], await Task.WhenAll(Enumerable.Range(0, 9).Select(i => journal.FindSnapshotAsync(run, i, Token))));
        }
    }

    [Fact]
    public async Task FindSnapshot_SeveralOfOneAppend_AreTold()
    {
        var lease = await StartAsync();
        Assert.True(await AppendAsync(lease, Entry(2, "2", JournalEntryKind.Snapshot), Entry(3), Entry(4, "4", JournalEntryKind.Snapshot), Entry(5)));

        foreach (var journal in new[] { Journal, Other })
        {
            Assert.Equal([1, 2, 2, 4, 4], await Task.WhenAll(Enumerable.Range(1, 5).Select(i => journal.FindSnapshotAsync(lease.RunId, i, Token))));
            Assert.Equal([4, 5], NumbersOf(await journal.ReadTailAsync(lease.RunId, Token)));
        }
    }

    [Fact]
    public async Task Fork_IsARunOfItsOwn()
    {
        var parent = await WriteAsync(5, 3);
        var fork = Guid.CreateVersion7();

        Assert.True(await Journal.ForkAsync(parent.RunId, 4, fork, Token));

        var head = Assert.IsType<RunHead>(await Other.FindAsync(fork, Token));
        Assert.Equal(new RunHead(fork, Graph, RunStatus.Running, 4, 0) { Parent = parent.RunId, ForkedAt = 4, CreatedAt = head.CreatedAt, UpdatedAt = head.UpdatedAt }, head);
        var (ofFork, ofParent) = (await ReadAllAsync(fork), await ReadAllAsync(parent.RunId));
        Assert.Equal(["start", "2", "3", "4"], TextsOf(ofFork));
        Assert.Equal(ofParent.Take(4).Select(entry => entry.At), ofFork.Select(entry => entry.At));
        Assert.Equal([3, 4], NumbersOf(await Journal.ReadTailAsync(fork, Token)));
    }

    [Fact]
    public async Task Fork_GoesOnApartFromItsParent()
    {
        var parent = await WriteAsync(3);
        var fork = Guid.CreateVersion7();
        Assert.True(await Journal.ForkAsync(parent.RunId, 2, fork, Token));
        var before = await HeadAsync(parent.RunId);

        var lease = await AcquireAsync(fork);
        Assert.True(await AppendAsync(lease, Entry(3, "fork")));
        Assert.False(await AppendAsync(parent with { RunId = fork, Token = lease.Token + 1 }, Entry(4)));

        Assert.Equal(before, await HeadAsync(parent.RunId));
        Assert.Equal(["start", "2", "3", "4"], TextsOf(await ReadAllAsync(parent.RunId)));
        Assert.Equal(["start", "2", "fork"], TextsOf(await ReadAllAsync(fork)));
        Assert.True(await AppendAsync(parent, Entry(5)));
    }

    [Fact]
    public async Task Fork_OfAnOverRun_MayGoOn()
    {
        var parent = await StartAsync();
        Assert.True(await Journal.AppendAsync(parent, [Entry(2, "2"), Entry(3, "end", JournalEntryKind.Ended)], RunStatus.Failed, Token));
        var fork = Guid.CreateVersion7();

        Assert.True(await Journal.ForkAsync(parent.RunId, 2, fork, Token));

        Assert.True(await AppendAsync(await AcquireAsync(fork), Entry(3, "again")));
        Assert.Equal(["start", "2", "again"], TextsOf(await ReadAllAsync(fork)));
        Assert.Equal(RunStatus.Failed, (await HeadAsync(parent.RunId)).Status);
    }

    [Fact]
    public async Task Fork_OfAFork_NamesTheFork()
    {
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        Assert.True(await Journal.ForkAsync((await WriteAsync(3)).RunId, 3, first, Token));

        Assert.True(await Journal.ForkAsync(first, 2, second, Token));

        Assert.Equal((first, 2, 2), ((await HeadAsync(second)).Parent, (await HeadAsync(second)).ForkedAt, (await HeadAsync(second)).LastSequence));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(5)]
    public async Task Fork_AtNoEntry_IsRefused(long at)
    {
        var (parent, fork) = ((await WriteAsync(3)).RunId, Guid.CreateVersion7());

        Assert.False(await Journal.ForkAsync(parent, at, fork, Token));

        Assert.Null(await Journal.FindAsync(fork, Token));
        Assert.Empty(await ReadAllAsync(fork));
    }

    [Fact]
    public async Task Fork_OfANameThatIsTaken_IsRefused()
    {
        var (parent, other) = ((await WriteAsync(3)).RunId, await CreateAsync());
        var before = await HeadAsync(other);

        Assert.False(await Journal.ForkAsync(parent, 2, other, Token));
        Assert.False(await Journal.ForkAsync(parent, 2, parent, Token));

        Assert.Equal(before, await HeadAsync(other));
        Assert.Single(await ReadAllAsync(other));
    }
}
