using System.Text;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.Journal;

/// <summary>What every store does when it is written to.</summary>
public abstract class RunWritingContract : JournalTestBase
{
    public static TheoryData<RunStatus> Ends => [RunStatus.Completed, RunStatus.Failed, RunStatus.Cancelled];

    [Fact]
    public async Task Create_New_IsRunningAndNobodyHasIt()
    {
        var run = NewRun("state") with { User = "ada" };

        Assert.True(await Journal.CreateAsync(run, Token));

        var head = await HeadAsync(run.Id);
        Assert.Equal(new RunHead(run.Id, Graph, RunStatus.Running, 1, 0) { User = "ada", CreatedAt = head.CreatedAt, UpdatedAt = head.UpdatedAt }, head);
        Assert.InRange(DateTimeOffset.UtcNow - head.CreatedAt, TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1));
        Assert.Equal(head.CreatedAt, head.UpdatedAt);
        var entry = Assert.Single(await ReadAllAsync(run.Id));
        Assert.Equal((1, JournalEntryKind.Started, 0, null, null, "state", head.CreatedAt), (entry.Sequence, entry.Kind, entry.Step, entry.Node, entry.Key, TextsOf([entry])[0], entry.At));
    }

    [Fact]
    public async Task Create_Twice_LeavesTheFirstAsItIs()
    {
        var run = NewRun("first");
        Assert.True(await Journal.CreateAsync(run, Token));
        await AppendAsync(await AcquireAsync(run.Id), Entry(2));
        var before = await HeadAsync(run.Id);

        Assert.False(await Journal.CreateAsync(new NewRun(run.Id, "other", "second"u8.ToArray()) { User = "eve" }, Token));
        Assert.False(await Other.CreateAsync(run, Token));

        Assert.Equal(before, await HeadAsync(run.Id));
        Assert.Equal(["first", "{}"], TextsOf(await ReadAllAsync(run.Id)));
    }

    [Fact]
    public async Task Create_ByManyAtOnce_OneDoes()
    {
        var run = NewRun();

        var created = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => (i % 2 == 0 ? Journal : Other).CreateAsync(run with { State = new[] { (byte)i } }, Token)));

        Assert.Single(created, true);
        Assert.Single(await ReadAllAsync(run.Id));
    }

    [Fact]
    public async Task Acquire_Unknown_IsNull() => Assert.Null(await Journal.AcquireAsync(Guid.NewGuid(), "owner", Token));

    [Fact]
    public async Task Acquire_Again_HasAGreaterTokenAndNamesTheOwner()
    {
        var run = await CreateAsync();

        var first = await AcquireAsync(run, "first");
        var second = Assert.NotNull(await Other.AcquireAsync(run, "second", Token));

        Assert.Equal((run, run), (first.RunId, second.RunId));
        Assert.True(second.Token > first.Token);
        var head = await HeadAsync(run);
        Assert.Equal((second.Token, "second", 1), (head.Token, head.Owner, head.LastSequence));
    }

    [Fact]
    public async Task Acquire_ByManyAtOnce_GivesEachATokenOfItsOwn()
    {
        var run = await CreateAsync();

        var leases = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => (i % 2 == 0 ? Journal : Other).AcquireAsync(run, $"{i}", Token)));

        Assert.Equal(16, leases.Select(lease => lease!.Value.Token).Distinct().Count());
        Assert.Equal(leases.Max(lease => lease!.Value.Token), (await HeadAsync(run)).Token);
    }

    [Fact]
    public async Task Append_HeldRun_AddsEntriesAndSetsTheStatus()
    {
        var lease = await StartAsync();
        JournalEntry[] entries =
        [
            new(2, JournalEntryKind.Intent, 1, "outer/inner", "key-1", "ask"u8.ToArray(), At: new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero)),
            new(3, JournalEntryKind.Question, 1, "größe", null, default),
        ];

        Assert.True(await Journal.AppendAsync(lease, entries, RunStatus.Waiting, Token));

        var head = await HeadAsync(lease.RunId);
        Assert.Equal((RunStatus.Waiting, 3, lease.Token), (head.Status, head.LastSequence, head.Token));
        var read = await Other.ReadAsync(lease.RunId, 1, 10, Token);
        Assert.Equal(entries.Select(entry => entry with { Data = default, At = default }), read.Select(entry => entry with { Data = default, At = default }));
        Assert.Equal(["ask", ""], TextsOf(read));
        Assert.All(read, entry => Assert.Equal(head.UpdatedAt, entry.At));
        Assert.InRange(head.UpdatedAt, head.CreatedAt, head.CreatedAt + TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Append_NoEntries_SetsTheStatus()
    {
        var lease = await StartAsync();

        Assert.True(await Journal.AppendAsync(lease, [], RunStatus.Waiting, Token));
        Assert.True(await AppendAsync(lease, Entry(2)));

        var head = await HeadAsync(lease.RunId);
        Assert.Equal((RunStatus.Running, 2), (head.Status, head.LastSequence));
    }

    [Fact]
    public async Task Append_ByTheFormerHolder_IsRefused()
    {
        var former = await StartAsync();
        Assert.True(await AppendAsync(former, Entry(2, "former")));
        var latter = Assert.NotNull(await Other.AcquireAsync(former.RunId, "latter", Token));

        Assert.False(await AppendAsync(former, Entry(3, "late")));
        Assert.False(await Journal.AppendAsync(former, [], RunStatus.Cancelled, Token));
        Assert.True(await Other.AppendAsync(latter, [Entry(3, "latter")], RunStatus.Running, Token));
        Assert.False(await AppendAsync(former, Entry(4, "late")));

        Assert.Equal(["start", "former", "latter"], TextsOf(await ReadAllAsync(former.RunId)));
        Assert.Equal(RunStatus.Running, (await HeadAsync(former.RunId)).Status);
    }

    [Fact]
    public async Task Append_WithoutHavingTakenIt_IsRefused()
    {
        var run = await CreateAsync();

        Assert.False(await AppendAsync(new RunLease(run, 0), Entry(2)));
        Assert.False(await AppendAsync(new RunLease(run, 1), Entry(2)));
        Assert.False(await AppendAsync(new RunLease(Guid.NewGuid(), 1), Entry(2)));

        Assert.Equal(1, (await HeadAsync(run)).LastSequence);
    }

    [Theory]
    [InlineData(1L)]
    [InlineData(2L)]
    [InlineData(4L)]
    [InlineData(0L)]
    [InlineData(3L, 5L)]
    [InlineData(3L, 3L)]
    [InlineData(4L, 3L)]
    public async Task Append_NumbersThatDoNotFollow_WritesNothing(params long[] numbers)
    {
        var lease = await WriteAsync(1);

        Assert.False(await Journal.AppendAsync(lease, [.. numbers.Select(number => Entry(number))], RunStatus.Completed, Token));

        var head = await HeadAsync(lease.RunId);
        Assert.Equal((RunStatus.Running, 2), (head.Status, head.LastSequence));
        Assert.Equal([1, 2], NumbersOf(await ReadAllAsync(lease.RunId)));
        Assert.True(await AppendAsync(lease, Entry(3)));
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Append_OverRun_IsRefused(RunStatus end)
    {
        var lease = await StartAsync();
        Assert.True(await Journal.AppendAsync(lease, [Entry(2, "end", JournalEntryKind.Ended)], end, Token));

        Assert.False(await AppendAsync(lease, Entry(3)));
        Assert.False(await AppendAsync(await AcquireAsync(lease.RunId), Entry(3)));

        var head = await HeadAsync(lease.RunId);
        Assert.Equal((end, 2), (head.Status, head.LastSequence));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(70_000)]
    [InlineData(1_000_000)]
    public async Task Append_Data_ComesBackAsItWas(int size)
    {
        var lease = await StartAsync();
        var data = new byte[size];
        new Random(size).NextBytes(data);

        Assert.True(await AppendAsync(lease, Entry(2) with { Data = data }, Entry(3), Entry(4) with { Data = new byte[size] }));

        var read = await Other.ReadAsync(lease.RunId, 1, 10, Token);
        Assert.Equal([2, 3, 4], NumbersOf(read));
        Assert.True(read[0].Data.Span.SequenceEqual(data));
        Assert.True(read[2].Data.Span.SequenceEqual(new byte[size]));
    }

    [Fact]
    public async Task Append_TextThatIsNoText_IsRefusedAndHarmsNobody()
    {
        var (bad, good) = (await StartAsync(), await StartAsync());

        var failing = AppendAsync(bad, Entry(2) with { Key = "half \ud800 a pair" });
        Assert.True(await AppendAsync(good, Entry(2)));

        await Assert.ThrowsAnyAsync<ArgumentException>(() => failing);
        Assert.True(await AppendAsync(bad, Entry(2) with { Key = "🂡 whole" }));
        Assert.Equal("🂡 whole", (await ReadAllAsync(bad.RunId))[1].Key);
    }

    [Fact]
    public async Task GivenLists_AreNotKept()
    {
        var lease = await StartAsync();
        List<JournalEntry> entries = [Entry(2, "a")];

        var appending = Journal.AppendAsync(lease, entries, RunStatus.Running, Token);
        Assert.True(await appending);
        entries[0] = Entry(9, "b");

        Assert.Equal(["start", "a"], TextsOf(await ReadAllAsync(lease.RunId)));
    }

    [Fact]
    public async Task Cancelled_BeforeItBegins_Throws()
    {
        var lease = await StartAsync();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Journal.CreateAsync(NewRun(), stop.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Journal.AcquireAsync(lease.RunId, "owner", stop.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Journal.AppendAsync(lease, [Entry(2)], RunStatus.Running, stop.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Journal.FindAsync(lease.RunId, stop.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Journal.ReadAsync(lease.RunId, 0, 10, stop.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Journal.ReadTailAsync(lease.RunId, stop.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Journal.FindSnapshotAsync(lease.RunId, 1, stop.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Journal.ForkAsync(lease.RunId, 1, Guid.NewGuid(), stop.Token));
        Assert.True(await AppendAsync(lease, Entry(2)));
    }

    [Fact]
    public async Task Cancelled_WhileItIsUnderWay_HasHappenedOrNot()
    {
        var lease = await StartAsync();
        for (var i = 0; i < 20; i++)
        {
            using var stop = new CancellationTokenSource();
            var next = (await HeadAsync(lease.RunId)).LastSequence + 1;
            var appending = Journal.AppendAsync(lease, [Entry(next, $"{next}")], RunStatus.Running, stop.Token);
            await stop.CancelAsync();
            await ((Task)appending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        // What was under way is done before what comes after it.
        Assert.True(await Journal.AppendAsync(lease, [], RunStatus.Running, Token));
        var entries = await ReadAllAsync(lease.RunId);
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(i => (long)i), NumbersOf(entries));
        Assert.Equal(entries.Skip(1).Select(entry => Encoding.UTF8.GetString(entry.Data.Span)), entries.Skip(1).Select(entry => $"{entry.Sequence}"));
    }
}
