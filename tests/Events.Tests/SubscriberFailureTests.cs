using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Waiting;

namespace Switchyard.Events.Tests;

/// <summary>A handler that fails too often is cut off, and tried again later.</summary>
public sealed class SubscriberFailureTests : IAsyncDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly InProcessEventBus _bus;
    private readonly List<int> _told = [];
    private volatile bool _fails = true;

    public SubscriberFailureTests() => _bus = new(new EventBusOptions(), _time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task Handler_FailingFiveTimes_IsCutOffAndProbed()
    {
        await using var subscription = Subscribe(OverflowPolicy.DropOldest);
        await _bus.PublishAsync("a", Enumerable.Range(1, 5), Token);
        await CutOffAsync(subscription);

        await _bus.PublishAsync("a", [6, 7], Token);
        Assert.Equal((5, 2), (subscription.GetStatistics().Failures, subscription.GetStatistics().Dropped));

        await RestoreAsync(subscription);
        await _bus.PublishAsync("a", [8], Token);
        await CutOffAsync(subscription);
        Assert.Equal(6, subscription.GetStatistics().Failures);

        await RestoreAsync(subscription);
        _fails = false;
        await _bus.PublishAsync("a", [9, 10], Token);
        await Eventually.BecomesTrueAsync(() => subscription.GetStatistics().Delivered == 8, Token);
        await subscription.DisposeAsync();
        Assert.Equal([1, 2, 3, 4, 5, 8, 9, 10], _told);
    }

    [Fact]
    public async Task Handler_SucceedingBetweenFailures_IsNotCutOff()
    {
        await using var subscription = Subscribe(OverflowPolicy.DropOldest);
        for (var number = 1; number <= 12; number++)
        {
            _fails = number % 3 != 0;
            await _bus.PublishAsync("a", [number], Token);
            await Eventually.BecomesTrueAsync(() => subscription.GetStatistics().Delivered == number, Token);
            await Eventually.BecomesTrueAsync(() => subscription.GetStatistics().Failures == number - (number / 3), Token);
        }

        Assert.False(subscription.GetStatistics().IsCutOff);
    }

    [Fact]
    public async Task CutOffHandler_ThatLosesNothing_HoldsNobodyUp()
    {
        await using var subscription = Subscribe(OverflowPolicy.Block);
        await _bus.PublishAsync("a", Enumerable.Range(1, 5), Token);
        await CutOffAsync(subscription);

        await _bus.PublishAsync("a", Enumerable.Range(6, 20), Token);

        Assert.Equal(20, subscription.GetStatistics().Dropped);
    }

    [Fact]
    public async Task Handler_OfADisposedSubscription_IsCancelledAndToldNoMore()
    {
        var (begun, cancelled) = (new TaskCompletionSource(), false);
        var subscription = _bus.Subscribe("#", new SubscriptionOptions(), async (_, cancellationToken) =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancelled = cancellationToken.IsCancellationRequested;
        });
        await _bus.PublishAsync("a", [1, 2], Token);
        await begun.Task.WaitAsync(Token);

        await subscription.DisposeAsync();

        Assert.True(cancelled);
        Assert.Equal(1, subscription.GetStatistics().Delivered);
    }

    [Fact]
    public async Task Dispose_SubscriptionAndBusTwice_IsHarmless()
    {
        var subscription = Subscribe(OverflowPolicy.DropOldest);

        await subscription.DisposeAsync();
        await subscription.DisposeAsync();
        await _bus.DisposeAsync();
        await _bus.DisposeAsync();

        Assert.Equal(0, subscription.GetStatistics().Pending);
    }

    [Fact]
    public async Task Dispose_OfACutOffHandler_DoesNotWaitForItsProbe()
    {
        var subscription = Subscribe(OverflowPolicy.DropOldest);
        await _bus.PublishAsync("a", Enumerable.Range(1, 5), Token);
        await CutOffAsync(subscription);

        await _bus.DisposeAsync();

        Assert.True(subscription.GetStatistics().IsCutOff);
    }

    [Fact]
    public async Task Read_WhereAHandlerIsTold_IsRefused()
    {
        await using var subscription = Subscribe(OverflowPolicy.DropOldest);

        await Assert.ThrowsAsync<InvalidOperationException>(() => subscription.TakeAsync(1, Token));
    }

    private IEventSubscription Subscribe(OverflowPolicy overflow) => _bus.Subscribe("#", new SubscriptionOptions { Capacity = 5, Overflow = overflow }, (busEvent, _) =>
    {
        _told.Add(busEvent.Data.GetInt32());
        return _fails ? throw new InvalidOperationException() : ValueTask.CompletedTask;
    });

    private Task CutOffAsync(IEventSubscription subscription) => Eventually.BecomesTrueAsync(() => subscription.GetStatistics().IsCutOff && _time.WaitingTimers == 1, Token);

    private Task RestoreAsync(IEventSubscription subscription)
    {
        _time.Advance(TimeSpan.FromSeconds(30));
        return Eventually.BecomesTrueAsync(() => !subscription.GetStatistics().IsCutOff, Token);
    }
}
