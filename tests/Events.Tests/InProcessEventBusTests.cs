using Switchyard.Tests.Common;

namespace Switchyard.Events.Tests;

public sealed class InProcessEventBusTests : IAsyncDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly InProcessEventBus _bus;

    public InProcessEventBusTests() => _bus = new(new EventBusOptions { HistoryLength = 10, Source = "here" }, _time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task Publish_Event_IsToldToThoseWhoSubscribedToItsTopic()
    {
        await using var ended = _bus.Subscribe("runs.*.ended", new SubscriptionOptions());
        await using var all = _bus.Subscribe("#", new SubscriptionOptions());

        await _bus.PublishAsync("runs.1.started", [1], Token);
        await _bus.PublishAsync("runs.1.ended", [2], Token);

        Assert.Equal([2], await ended.TakeAsync(1, Token));
        Assert.Equal([1, 2], await all.TakeAsync(2, Token));
        Assert.Equal((1, 2), (ended.GetStatistics().Delivered, all.GetStatistics().Delivered));
    }

    [Fact]
    public async Task Publish_Event_StampsWhatIsNotGiven()
    {
        var id = Guid.NewGuid();
        await using var all = _bus.Subscribe("#", new SubscriptionOptions());
        await _bus.PublishAsync(Events.Of("a"), Token);
        await _bus.PublishAsync(Events.Of("b") with { Id = id, At = DateTimeOffset.UnixEpoch, Source = "there" }, Token);

        var told = await all.ReadAsync(Token).Take(2).ToListAsync(Token);

        Assert.Equal((1, _time.GetUtcNow(), "here"), (told[0].Sequence, told[0].At, told[0].Source));
        Assert.Equal((2, id, DateTimeOffset.UnixEpoch, "there"), (told[1].Sequence, told[1].Id, told[1].At, told[1].Source));
        Assert.Equal(8, told[0].Id.Version);
    }

    [Fact]
    public async Task Publish_FromManyThreads_IsSeenInOneOrderByAll()
    {
        var options = new SubscriptionOptions { Capacity = 4_000 };
        await using var one = _bus.Subscribe("#", options);
        await using var other = _bus.Subscribe("a.*", options);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() => _bus.PublishAsync($"a.{writer}", Enumerable.Range(0, 1_000), Token), Token)));

        var order = await one.ReadAsync(Token).Take(4_000).Select(busEvent => busEvent.Sequence).ToListAsync(Token);
        Assert.Equal(Enumerable.Range(1, 4_000).Select(number => (long)number), order);
        Assert.Equal(order, await other.ReadAsync(Token).Take(4_000).Select(busEvent => busEvent.Sequence).ToListAsync(Token));
    }

    [Fact]
    public async Task Subscribe_WhileTopicsAreKnown_IsToldFromThenOn()
    {
        await _bus.PublishAsync("a", [1], Token);
        await using var late = _bus.Subscribe("a", new SubscriptionOptions());
        await _bus.PublishAsync("a", [2], Token);
        await late.DisposeAsync();
        await _bus.PublishAsync("a", [3], Token);

        Assert.Equal([2], await late.TakeAsync(10, Token));
    }

    [Fact]
    public async Task Replay_AfterASequence_ReadsWhatIsStillRemembered()
    {
        await _bus.PublishAsync("a", Enumerable.Range(1, 7), Token);
        await _bus.PublishAsync("b", Enumerable.Range(8, 8), Token);

        Assert.Equal([6, 7, 8, 9, 10, 11, 12, 13, 14, 15], await _bus.ReplayAsync("#", 0, Token).Select(busEvent => busEvent.Data.GetInt32()).ToListAsync(Token));
        Assert.Equal([14, 15], await _bus.ReplayAsync("b", 13, Token).Select(busEvent => busEvent.Data.GetInt32()).ToListAsync(Token));
        Assert.Equal([6, 7], await _bus.ReplayAsync("a", 0, Token).Select(busEvent => busEvent.Data.GetInt32()).ToListAsync(Token));
        Assert.Equal(15, _bus.LastSequence);
    }

    [Fact]
    public async Task Subscribe_AfterASequence_ReadsThePastAndWhatFollowsWithoutAGap()
    {
        await _bus.PublishAsync("a", [1, 2, 3], Token);
        await using var subscription = _bus.Subscribe("a", new SubscriptionOptions { After = 1 });
        await _bus.PublishAsync("a", [4], Token);

        Assert.Equal([2, 3, 4], await subscription.TakeAsync(3, Token));
    }

    [Fact]
    public async Task Replay_Cancelled_Ends()
    {
        using var cancel = new CancellationTokenSource();
        await _bus.PublishAsync("a", [1, 2], Token);
        await using var past = _bus.ReplayAsync("#", 0, cancel.Token).GetAsyncEnumerator(Token);
        Assert.True(await past.MoveNextAsync());

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await past.MoveNextAsync());
    }

    [Fact]
    public async Task Publish_MoreTopicsThanAreRemembered_IsToldAllTheSame()
    {
        await using var subscription = _bus.Subscribe("runs.*", new SubscriptionOptions { Capacity = 10_000 });
        for (var number = 0; number < 5_000; number++)
        {
            await _bus.PublishAsync($"runs.{number}", [number], Token);
        }

        Assert.Equal(Enumerable.Range(0, 5_000), await subscription.TakeAsync(5_000, Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData("a.*")]
    [InlineData("#")]
    public async Task Publish_NoTopic_IsRefused(string topic) =>
        Assert.StartsWith($"'{topic}' is no topic", (await Assert.ThrowsAsync<ArgumentException>(async () => await _bus.PublishAsync(Events.Of(topic), Token))).Message);

    [Fact]
    public async Task Dispose_Bus_EndsReadersAndRefusesWriters()
    {
        await using var subscription = _bus.Subscribe("#", new SubscriptionOptions());
        await _bus.PublishAsync("a", [1], Token);

        await _bus.DisposeAsync();

        Assert.Equal([1], await subscription.TakeAsync(10, Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await _bus.PublishAsync(Events.Of("a"), Token));
        Assert.Throws<ObjectDisposedException>(() => _bus.Subscribe("a", new SubscriptionOptions()));
    }

    [Fact]
    public async Task Read_Cancelled_Ends()
    {
        using var cancel = new CancellationTokenSource();
        await using var subscription = _bus.Subscribe("#", new SubscriptionOptions());
        var reading = subscription.TakeAsync(1, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }
}
