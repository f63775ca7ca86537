using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Waiting;

namespace Switchyard.Events.Tests;

/// <summary>What a reader far away is told, and how its stream ends.</summary>
public sealed class EventFollowerTests : IAsyncDisposable
{
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(15);

    private readonly ManualTimeProvider _time = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly InProcessEventBus _bus = new(new EventBusOptions(), TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _bus.DisposeAsync();
        _stopping.Dispose();
    }

    [Fact]
    public async Task Follow_SaysThatItListensThenTellsWhatFollows()
    {
        await _bus.PublishAsync("a", [1], Token);
        await using var told = Follow("a.#", cancellationToken: Token);
        Assert.Null(await NextAsync(told));

        await _bus.PublishAsync("b", [2], Token);
        await _bus.PublishAsync("a", [3], Token);
        await _bus.PublishAsync("a.b", [4], Token);

        Assert.Equal(("3", "4"), (await NextAsync(told), await NextAsync(told)));
    }

    [Fact]
    public async Task Follow_AfterAnEvent_TellsWhatCameAfterIt()
    {
        await _bus.PublishAsync("a", [1, 2, 3], Token);
        var second = await _bus.ReplayAsync("#", 0, Token).ElementAtAsync(1, Token);
        await using var told = Follow("a", second.Id, cancellationToken: Token);
        Assert.Null(await NextAsync(told));
        await _bus.PublishAsync("a", [4], Token);

        Assert.Equal(("3", "4"), (await NextAsync(told), await NextAsync(told)));
        Assert.Equal(2, second.Data.GetInt32());
    }

    [Fact]
    public async Task Follow_AfterAnEventNobodyKnows_TellsAllThatIsRemembered()
    {
        await _bus.PublishAsync("a", [1, 2], Token);
        await using var told = Follow("a", Guid.NewGuid(), cancellationToken: Token);
        Assert.Null(await NextAsync(told));

        Assert.Equal(("1", "2"), (await NextAsync(told), await NextAsync(told)));
    }

    [Fact]
    public async Task Follow_WithNothingToTell_SaysSoNowAndThen()
    {
        await using var told = Follow("a", cancellationToken: Token);
        Assert.Null(await NextAsync(told));
        for (var time = 0; time < 3; time++)
        {
            var next = NextAsync(told);
            await PassAsync(s_idle);
            Assert.Null(await next);
        }

        var last = NextAsync(told);
        await _bus.PublishAsync("a", [1], Token);
        Assert.Equal("1", await last);
    }

    [Fact]
    public async Task Follow_OfWhatIsForOthers_IsNoEndOfTheSilence()
    {
        await using var told = Follow("a", read: busEvent => busEvent.Data.GetInt32() > 9 ? $"{busEvent.Data}" : null, cancellationToken: Token);
        Assert.Null(await NextAsync(told));
        var next = NextAsync(told);
        await PassAsync(s_idle / 2);
        await _bus.PublishAsync("a", [1, 2], Token);

        // It waits for what is left of the time then.
        await Eventually.BecomesTrueAsync(() => _time.WaitingTimers == 1, Token);
        await PassAsync(s_idle / 2);
        Assert.Null(await next);
        await _bus.PublishAsync("a", [10], Token);
        Assert.Equal("10", await NextAsync(told));
    }

    [Fact]
    public async Task Reader_ThatIsTooSlow_IsToldNoMore()
    {
        await using var told = Follow("a", capacity: 2, cancellationToken: Token);
        Assert.Null(await NextAsync(told));

        await _bus.PublishAsync("a", [1, 2, 3], Token);

        Assert.False(await told.MoveNextAsync());
    }

    [Fact]
    public async Task Process_ThatStops_EndsTheStream()
    {
        await using var told = Follow("a", cancellationToken: Token);
        Assert.Null(await NextAsync(told));
        var next = told.MoveNextAsync();

        await _stopping.CancelAsync();

        Assert.False(await next);
    }

    [Fact]
    public async Task Bus_ThatIsClosed_EndsTheStream()
    {
        await using var told = Follow("a", cancellationToken: Token);
        Assert.Null(await NextAsync(told));
        await _bus.PublishAsync("a", [1], Token);
        await _bus.DisposeAsync();

        Assert.Equal("1", await NextAsync(told));
        Assert.False(await told.MoveNextAsync());
    }

    [Fact]
    public async Task Reader_ThatLeaves_IsCancelled()
    {
        using var leave = new CancellationTokenSource();
        await using var told = Follow("a", cancellationToken: leave.Token);
        Assert.Null(await NextAsync(told));
        var next = told.MoveNextAsync();

        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    [Fact]
    public async Task Follow_NoPattern_IsRefused()
    {
        await using var told = Follow("a..b", cancellationToken: Token);

        await Assert.ThrowsAsync<ArgumentException>(async () => await told.MoveNextAsync());
    }

    private static async Task<string?> NextAsync(IAsyncEnumerator<(Guid Id, string Told)?> told)
    {
        Assert.True(await told.MoveNextAsync());
        return told.Current?.Told;
    }

    private IAsyncEnumerator<(Guid Id, string Told)?> Follow(string pattern, Guid? after = null, Func<BusEvent, string?>? read = null, int capacity = 1_024, CancellationToken cancellationToken = default) =>
        new EventFollower(_bus, new EventFollowerOptions { Capacity = capacity, IdleInterval = s_idle }, _time, _stopping.Token)
            .FollowAsync(pattern, after, read ?? (static busEvent => busEvent.Data.GetRawText()), cancellationToken).GetAsyncEnumerator(CancellationToken.None);

    private async Task PassAsync(TimeSpan span)
    {
        await Eventually.BecomesTrueAsync(() => _time.WaitingTimers > 0, Token);
        _time.Advance(span);
    }
}
