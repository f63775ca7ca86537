using Switchyard.Queue.Tests.Stores;

namespace Switchyard.Queue.Tests.Contract;

/// <summary>A job's events: numbered, in order, and readable from any of them on.</summary>
public abstract class EventsContract(StoreServers servers, StoreKind kind) : StoreContract(servers, kind)
{
    [Fact]
    public async Task Events_Appended_StandInOrderWithTheirData()
    {
        var claimed = await StartAsync();
        await AppendAsync(claimed, "one", "two");
        Assert.True(await Jobs.CompleteAsync(claimed.Lease, ResultOf("done"), Token));

        var events = await EventsOfAsync(claimed.Lease.Id);

        Assert.Equal([JobEventType.Pending, JobEventType.Running, JobEventType.Content, JobEventType.Content, JobEventType.Completed], events.Select(item => item.Type));
        Assert.Equal(["\"one\"", "\"two\""], events.Where(item => item.Type == JobEventType.Content).Select(item => item.Data));
        Assert.Equal([0, 1, 1, 1, 1], events.Select(item => item.Attempt));
        Assert.Equal([false, false, false, false, true], events.Select(item => item.IsLast));
        AssertRising(events);
        Assert.True(events.Zip(events.Skip(1)).All(pair => pair.First.At <= pair.Second.At));
        Assert.Equal(events[^1].Sequence, (await FindAsync(claimed.Lease.Id)).LastSequence);
    }

    [Fact]
    public async Task Events_Running_NamesTheWorker()
    {
        var claimed = await StartAsync();

        using var data = System.Text.Json.JsonDocument.Parse((await EventsOfAsync(claimed.Lease.Id))[1].Data);
        Assert.Equal("worker", data.RootElement.GetProperty("worker").GetString());
    }

    [Fact]
    public async Task Append_RepeatedSinceItsAnswerWasLost_IsTakenAndWrittenOnce()
    {
        var claimed = await StartAsync();
        List<JobEvent> said = [.. Enumerable.Range(1, 3).Select(i => new JobEvent(claimed.LastSequence + i, 1, JobEventType.Content, $"{i}", default))];

        Assert.True(await Jobs.AppendAsync(claimed.Lease, said[..2], Token));
        Assert.True(await Jobs.AppendAsync(claimed.Lease, said, Token));

        Assert.Equal(["1", "2", "3"], (await EventsOfAsync(claimed.Lease.Id)).Where(item => item.Type == JobEventType.Content).Select(item => item.Data));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Events_PageByPage_AreAllThereOnceAndInOrder(int limit)
    {
        var id = await SubmitAsync(Of("job"));
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var claimed = await SweepUntilClaimedAsync();
            await AppendAsync(claimed, [.. Enumerable.Range(0, attempt * 2).Select(i => $"{attempt}-{i}")]);
            Assert.True(attempt == 2 ? await Jobs.ReturnAsync(claimed.Lease, Token) : await Jobs.FailAsync(claimed.Lease, new JobFailure("bad", "bad") { CanRetry = attempt == 1 }, Token));
        }

        var whole = await EventsOfAsync(id);
        List<JobEvent> paged = [];
        while (await Jobs.ReadEventsAsync(id, paged.Count == 0 ? 0 : paged[^1].Sequence, limit, Token) is { Count: > 0 } page)
        {
            Assert.True(page.Count == limit || page[^1].IsLast);
            paged.AddRange(page);
        }

        Assert.Equal(1 + 3 + 12 + 3, whole.Count);
        Assert.Equal(whole, paged);
        AssertRising(paged);
        Assert.True(paged[^1].IsLast);
    }

    [Fact]
    public async Task Events_ReadWhileWritten_AreNeitherSkippedNorTwice()
    {
        var claimed = await StartAsync();
        var id = claimed.Lease.Id;
        var reading = Task.Run(async () =>
        {
            List<JobEvent> read = [];
            while (read.Count == 0 || !read[^1].IsLast)
            {
                read.AddRange(await Jobs.ReadEventsAsync(id, read.Count == 0 ? 0 : read[^1].Sequence, limit: 3, Token));
            }

            return read;
        });
        for (var i = 0; i < 60; i++)
        {
            Assert.True(await Jobs.AppendAsync(claimed.Lease, [new JobEvent(claimed.LastSequence + 1 + i, 1, JobEventType.Content, $"{i}", default)], Token));
        }

        await Jobs.CompleteAsync(claimed.Lease, ResultOf("done"), Token);

        var events = await reading;
        Assert.Equal(Enumerable.Range(0, 60).Select(i => $"{i}"), events.Where(item => item.Type == JobEventType.Content).Select(item => item.Data));
        Assert.Equal(63, events.Count);
        AssertRising(events);
    }

    [Fact]
    public async Task Events_UnknownJob_AreNone() => Assert.Empty(await EventsOfAsync(Guid.NewGuid()));

    private async Task AppendAsync(ClaimedJob job, params string[] texts)
    {
        var first = (await FindAsync(job.Lease.Id)).LastSequence + 1;
        Assert.True(await Jobs.AppendAsync(job.Lease, [.. texts.Select((text, i) => new JobEvent(first + i, job.Lease.Attempt, JobEventType.Content, $"\"{text}\"", default))], Token));
    }

    private static void AssertRising(IReadOnlyList<JobEvent> events) => Assert.All(events.Zip(events.Skip(1)), pair => Assert.True(pair.First.Sequence < pair.Second.Sequence));
}
