using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Databases;
using Switchyard.Tests.Common.Waiting;

namespace Switchyard.Events.Redis.Tests;

/// <summary>Redis goes away and comes back; the buses go on.</summary>
public sealed class RedisAwayTests : IAsyncLifetime
{
    private RedisServer _redis = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private RedisBridgeOptions Options => new() { Configuration = _redis.ConnectionString, Backlog = 100, RetryDelay = TimeSpan.FromMilliseconds(50) };

    public async ValueTask InitializeAsync() => _redis = await RedisServer.StartAsync(Token);

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    [Fact]
    public async Task Redis_KilledAndStartedAgainEmpty_TellsWhatWaited()
    {
        await using var here = await BridgedBus.FollowAsync("here", Options, Token);
        await using var there = await BridgedBus.FollowAsync("there", Options, Token);
        await here.PublishAsync("a", [1, 2], Token);
        Assert.Equal([1, 2], await there.TakeNumbersAsync(2, Token));

        await _redis.KillAsync();
        await here.PublishAsync("a", Enumerable.Range(3, 50), Token);
        await Eventually.BecomesTrueAsync(() => !there.Statistics.IsFollowing, Token);
        await _redis.StartAgainAsync(Token);

        Assert.Equal(Enumerable.Range(3, 50), await there.TakeNumbersAsync(50, Token));
        Assert.Equal((52, 0, 0), (there.Statistics.Received, there.Statistics.Missed, here.Statistics.Dropped));
    }

    [Fact]
    public async Task Redis_AwayForLong_DropsTheOldestAndCounts()
    {
        await using var here = await BridgedBus.FollowAsync("here", Options, Token);
        await using var there = await BridgedBus.FollowAsync("there", Options, Token);
        await _redis.KillAsync();
        await here.PublishAsync("a", Enumerable.Range(1, 1_000), Token);
        await _redis.StartAgainAsync(Token);
        await Eventually.BecomesTrueAsync(() => here.Statistics.Sent + here.Statistics.Dropped == 1_000, Token);

        var sent = (int)here.Statistics.Sent;

        // One batch, and the event after it, had left the backlog when it was full.
        Assert.InRange(sent, 100, 100 + Options.BatchLength + 1);
        Assert.Equal(1_000, (await there.TakeNumbersAsync(sent, Token))[^1]);
    }

    [Fact]
    public async Task Redis_ThereOnlyLater_IsFollowedThen()
    {
        await _redis.KillAsync();
        await using var here = BridgedBus.Start("here", Options);
        await using var there = BridgedBus.Start("there", Options with { FromBeginning = true });
        await here.PublishAsync("a", [1], Token);
        Assert.False(here.Statistics.IsFollowing);

        await _redis.StartAgainAsync(Token);

        Assert.Equal([1], await there.TakeNumbersAsync(1, Token));
    }

    [Fact]
    public async Task Reader_AwayForLongerThanTheStreamLasts_CountsWhatIsGone()
    {
        await using var here = await BridgedBus.FollowAsync("here", Options, Token);
        await using var there = await BridgedBus.FollowAsync("there", Options, Token);
        await here.PublishAsync("a", [1], Token);
        Assert.Equal([1], await there.TakeNumbersAsync(1, Token));
        using var admin = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync(_redis.ConnectionString);
        var stream = new EventStream(Options, TimeProvider.System);

        // What somebody else deletes is as gone as what was cut off.
        var bridge = (await stream.ReadAsync(admin.GetDatabase(), EventStream.Beginning)).Single().Bridge;
        await admin.GetDatabase().ExecuteAsync("SET", $"{{{Options.Name}}}:last:{bridge}", "0");
        await admin.GetDatabase().ExecuteAsync("XADD", $"{{{Options.Name}}}:stream", "*", "bridge", bridge, "number", "5", "events", """{"id":"0196f000-0000-7000-8000-000000000001","topic":"a","source":"here","at":"2026-01-01T00:00:00Z","data":5}""");

        Assert.Equal([5], await there.TakeNumbersAsync(1, Token));
        Assert.Equal(3, there.Statistics.Missed);
    }

    [Fact]
    public async Task Dispose_WithRedisAway_Ends()
    {
        var time = new ManualTimeProvider();
        var here = await BridgedBus.FollowAsync("here", Options, time, Token);
        await _redis.KillAsync();
        await here.PublishAsync("a", [1], Token);

        var ending = here.DisposeAsync().AsTask();
        await Eventually.BecomesTrueAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return ending.IsCompleted;
            },
            Token);
        await ending;
        Assert.Equal(0, here.Statistics.Sent);
    }
}
