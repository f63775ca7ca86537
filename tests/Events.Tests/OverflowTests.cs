using Switchyard.Tests.Common;

namespace Switchyard.Events.Tests;

/// <summary>What becomes of events for which a slow subscriber has no room.</summary>
public sealed class OverflowTests : IAsyncDisposable
{
    private readonly InProcessEventBus _bus = new(new EventBusOptions(), new ManualTimeProvider());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task DropOldest_Full_KeepsTheNewestAndCounts()
    {
        await using var subscription = _bus.Subscribe("#", new SubscriptionOptions { Capacity = 3 });
        await _bus.PublishAsync("a", Enumerable.Range(1, 10), Token);

        Assert.Equal((7, 3), (subscription.GetStatistics().Dropped, subscription.GetStatistics().Pending));
        Assert.Equal([8, 9, 10], await subscription.TakeAsync(3, Token));
    }

    [Fact]
    public async Task Block_Full_MakesThePublisherWaitAndLosesNothing()
    {
        await using var subscription = _bus.Subscribe("a", new SubscriptionOptions { Capacity = 2, Overflow = OverflowPolicy.Block });
        await _bus.PublishAsync("a", [1, 2], Token);

        var third = _bus.PublishAsync(Events.Of("a", 3), Token);
        Assert.False(third.IsCompleted);
        await _bus.PublishAsync("b", [0], Token);

        Assert.Equal([1], await subscription.TakeAsync(1, Token));
        await third;
        Assert.Equal([2, 3], await subscription.TakeAsync(2, Token));
        Assert.Equal(0, subscription.GetStatistics().Dropped);
    }

    [Fact]
    public async Task Block_PublisherCancels_TellsNobody()
    {
        using var cancel = new CancellationTokenSource();
        await using var full = _bus.Subscribe("#", new SubscriptionOptions { Capacity = 1, Overflow = OverflowPolicy.Block });
        await using var other = _bus.Subscribe("#", new SubscriptionOptions());
        await _bus.PublishAsync("a", [1], Token);

        var second = _bus.PublishAsync(Events.Of("a", 2), cancel.Token).AsTask();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Equal(1, other.GetStatistics().Pending);
        Assert.Equal(1, _bus.LastSequence);
    }

    [Fact]
    public async Task Block_SubscriberLeaves_FreesThePublisher()
    {
        var full = _bus.Subscribe("#", new SubscriptionOptions { Capacity = 1, Overflow = OverflowPolicy.Block });
        await _bus.PublishAsync("a", [1], Token);
        var second = _bus.PublishAsync(Events.Of("a", 2), Token).AsTask();

        await full.DisposeAsync();

        await second;
        Assert.Equal(2, _bus.LastSequence);
    }

    [Fact]
    public async Task Block_BusCloses_RefusesThePublisherThatWaits()
    {
        await using var full = _bus.Subscribe("#", new SubscriptionOptions { Capacity = 1, Overflow = OverflowPolicy.Block });
        await _bus.PublishAsync("a", [1], Token);
        var second = _bus.PublishAsync(Events.Of("a", 2), Token).AsTask();

        await _bus.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => second);
    }

    [Fact]
    public async Task Sample_HalfFull_KeepsOneOfSome()
    {
        await using var subscription = _bus.Subscribe("#", new SubscriptionOptions { Capacity = 8, Overflow = OverflowPolicy.Sample, SampleEvery = 5 });
        await _bus.PublishAsync("a", Enumerable.Range(1, 40), Token);

        Assert.Equal([1, 2, 3, 4, 5, 10, 15, 20], await subscription.TakeAsync(8, Token));
        Assert.Equal(32, subscription.GetStatistics().Dropped);
    }

    [Theory]
    [InlineData(0, 1, 1, 1)]
    [InlineData(SubscriptionOptions.MaxCapacity + 1, 1, 1, 1)]
    [InlineData(1, 0, 1, 1)]
    [InlineData(1, 1, 0, 1)]
    [InlineData(1, 1, 1, 0)]
    public void Subscribe_OptionsOutOfRange_IsRefused(int capacity, int sampleEvery, int maxFailures, int probeAfter) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _bus.Subscribe(
            "#", new SubscriptionOptions { Capacity = capacity, SampleEvery = sampleEvery, MaxFailures = maxFailures, ProbeAfter = TimeSpan.FromSeconds(probeAfter) }));
}
