using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.Journal;

/// <summary>What every <see cref="IRunJournal"/> has to do, whatever it is made of: here lists and what happens at once; the rest is in the classes it comes from. A store's tests derive from this one.</summary>
public abstract class RunJournalContract : RunReadingContract
{
    private const int Together = 64;

    [Fact]
    public async Task List_IsNewestFirst()
    {
        Guid[] runs = [await CreateAsync(), await CreateAsync(), await CreateAsync()];
        await AppendAsync(await AcquireAsync(runs[0]), Entry(2));
        var fork = Guid.CreateVersion7();
        await Journal.ForkAsync(runs[0], 1, fork, Token);

        Guid[] expected = [fork, .. runs.Reverse()];
        Assert.Equal(expected, await ListAsync(Journal, new RunQuery()));
        Assert.Equal(expected, await ListAsync(Other, new RunQuery()));
    }

    [Fact]
    public async Task List_GivesHeads()
    {
        var run = (await WriteAsync(2)).RunId;

        Assert.Equal([await HeadAsync(run)], await Journal.ListAsync(new RunQuery { Graph = Graph }, Token));
    }

    [Fact]
    public async Task List_Filters_LeaveOutWhatIsNotAskedFor()
    {
        var (ada, eve) = (await CreateAsync("ada"), await CreateAsync("eve"));
        var waiting = await CreateAsync("ada");
        var over = await CreateAsync("ada");
        await Journal.AppendAsync(await AcquireAsync(waiting), [Entry(2)], RunStatus.Waiting, Token);
        await Journal.AppendAsync(await AcquireAsync(over), [Entry(2)], RunStatus.Completed, Token);

        Assert.Equal([over, waiting, ada], await ListAsync(Journal, new RunQuery { User = "ada" }));
        Assert.Equal([eve], await ListAsync(Journal, new RunQuery { User = "eve" }));
        Assert.Equal([eve, ada], await ListAsync(Journal, new RunQuery { Status = RunStatus.Running }));
        Assert.Equal([waiting], await ListAsync(Journal, new RunQuery { Status = RunStatus.Waiting }));
        Assert.Equal([over], await ListAsync(Journal, new RunQuery { Status = RunStatus.Completed, User = "ada" }));
        Assert.Empty(await ListAsync(Journal, new RunQuery { Status = RunStatus.Failed }));
        Assert.Empty(await Journal.ListAsync(new RunQuery { Graph = Graph + "x" }, Token));
        Assert.Equal([over], await ListAsync(Other, new RunQuery { Status = RunStatus.Completed }));
    }

    [Fact]
    public async Task List_Before_GivesPageAfterPage()
    {
        List<Guid> runs = [];
        for (var i = 0; i < 7; i++)
        {
            runs.Add(await CreateAsync());
        }

        List<Guid> listed = [];
        for (Guid? before = null; await ListAsync(Journal, new RunQuery { Before = before, Limit = 3 }) is { Count: > 0 } page; before = page[^1])
        {
            Assert.InRange(page.Count, 1, 3);
            listed.AddRange(page);
        }

        runs.Reverse();
        Assert.Equal(runs, listed);
    }

    [Fact]
    public async Task List_BeforeARunThatIsFilteredOut_GoesOnFromThere()
    {
        var first = await CreateAsync("ada");
        var between = await CreateAsync("eve");
        await CreateAsync("ada");

        Assert.Equal([first], await ListAsync(Journal, new RunQuery { User = "ada", Before = between }));
        Assert.Empty(await ListAsync(Journal, new RunQuery { User = "ada", Before = Guid.NewGuid() }));
    }

    [Fact]
    public async Task Append_ByTwoHoldersAtOnce_OneWinsEachNumber()
    {
        var former = await StartAsync();
        for (var round = 0; round < 20; round++)
        {
            var next = (await HeadAsync(former.RunId)).LastSequence + 1;
            var appending = AppendAsync(former, Entry(next, "former"));
            var taking = Task.Run(async () =>
            {
                var lease = Assert.NotNull(await Other.AcquireAsync(former.RunId, "latter", Token));
                var last = Assert.IsType<RunHead>(await Other.FindAsync(former.RunId, Token)).LastSequence;
                Assert.True(await Other.AppendAsync(lease, [Entry(last + 1, "latter")], RunStatus.Running, Token));
                return lease;
            });

            var hasWritten = await appending;
            var latter = await taking;
            Assert.Equal(hasWritten ? ["former", "latter"] : ["latter"], TextsOf(await Journal.ReadAsync(former.RunId, next - 1, 10, Token)));
            Assert.False(await AppendAsync(former, Entry(next + (hasWritten ? 2 : 1))));
            former = latter;
        }
    }

    [Fact]
    public async Task Append_SameNumberByManyAtOnce_OneWins()
    {
        var lease = await StartAsync();
        for (var number = 2; number < 8; number++)
        {
            var won = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => (i % 2 == 0 ? Journal : Other).AppendAsync(lease, [Entry(number, $"{i}")], RunStatus.Running, Token)));

            Assert.Single(won, true);
            Assert.Equal([$"{Array.IndexOf(won, true)}"], TextsOf(await Journal.ReadAsync(lease.RunId, number - 1, 10, Token)));
        }
    }

    [Fact]
    public async Task Append_ManyRunsAtOnce_EachHasItsOwn()
    {
        var leases = await Task.WhenAll(Enumerable.Range(0, Together).Select(_ => StartAsync()));

        await Task.WhenAll(leases.Select(async (lease, place) =>
        {
            for (var i = 2L; i < 12; i++)
            {
                Assert.True(await AppendAsync(lease, Entry(i, $"{place}-{i}")));
            }
        }));

        for (var place = 0; place < Together; place++)
        {
            string[] expected = ["start", .. Enumerable.Range(2, 10).Select(i => $"{place}-{i}")];
            Assert.Equal(expected, TextsOf(await Other.ReadAsync(leases[place].RunId, 0, 100, Token)));
        }
    }

    [Fact]
    public async Task Read_WhileOthersAppend_SeesWholeAppendsInOrder()
    {
        var lease = await StartAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var reading = Task.Run(
            async () =>
            {
                var seen = 0;
                while (!stop.IsCancellationRequested)
                {
                    var entries = await Other.ReadAsync(lease.RunId, 0, int.MaxValue, Token);
                    Assert.True(entries.Count >= seen && (entries.Count - 1) % 3 == 0);
                    Assert.Equal(Enumerable.Range(1, entries.Count).Select(i => (long)i), NumbersOf(entries));
                    seen = entries.Count;
                }
            },
            Token);

        for (var i = 2L; i < 92; i += 3)
        {
            Assert.True(await AppendAsync(lease, Entry(i), Entry(i + 1), Entry(i + 2)));
        }

        await stop.CancelAsync();
        await reading;
    }

    private async Task<List<Guid>> ListAsync(IRunJournal journal, RunQuery query) => [.. (await journal.ListAsync(query with { Graph = Graph }, Token)).Select(head => head.Id)];
}
