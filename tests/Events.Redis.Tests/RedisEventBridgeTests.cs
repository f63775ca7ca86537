using StackExchange.Redis;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Waiting;

namespace Switchyard.Events.Redis.Tests;

public sealed class RedisEventBridgeTests(RedisFixture redis)
{
    private readonly RedisBridgeOptions _options = new() { Configuration = redis.Server.ConnectionString, Name = $"test:{Guid.NewGuid():N}" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_OnOneBus_IsToldOnTheOthersInOrderWithWhereItCameFrom()
    {
        await using var here = await BridgedBus.FollowAsync("here", _options, Token);
        await using var there = await BridgedBus.FollowAsync("there", _options, Token);
        await using var elsewhere = await BridgedBus.FollowAsync("elsewhere", _options, Token);

        await here.PublishAsync("runs.1.ended", Enumerable.Range(1, 1_000), Token);

        Assert.Equal(Enumerable.Range(1, 1_000), await there.TakeNumbersAsync(1_000, Token));
        var told = await elsewhere.TakeAsync(1_000, Token);
        var own = await here.TakeAsync(1_000, Token);
        Assert.Equal(own.Select(e => (e.Id, e.Topic, e.At, e.Source)), told.Select(e => (e.Id, e.Topic, e.At, e.Source)));
        Assert.All(told, e => Assert.Equal("here", e.Source));
    }

    [Fact]
    public async Task Publish_OnBridgedBuses_GoesRoundInNoCircle()
    {
        await using var here = await BridgedBus.FollowAsync("here", _options, Token);
        await using var there = await BridgedBus.FollowAsync("there", _options, Token);

        await here.PublishAsync("a", [1], Token);
        await there.PublishAsync("b", [2], Token);
        Assert.Equal([1, 2], (await here.TakeNumbersAsync(2, Token)).Order());
        Assert.Equal([1, 2], (await there.TakeNumbersAsync(2, Token)).Order());

        // What comes after would come after an echo too.
        await here.PublishAsync("a", [3], Token);
        Assert.Equal([3], await there.TakeNumbersAsync(1, Token));
        Assert.Equal((2, 1, 0), (here.Statistics.Sent, here.Statistics.Received, here.Pending - 1));
        Assert.Equal((1, 2), (there.Statistics.Sent, there.Statistics.Received));
    }

    [Fact]
    public async Task Publish_TopicThatIsNotBridged_StaysHere()
    {
        await using var here = await BridgedBus.FollowAsync("here", _options with { Pattern = "shared.#" }, Token);
        await using var there = await BridgedBus.FollowAsync("there", _options, Token);

        await here.PublishAsync("private", [1], Token);
        await here.PublishAsync("shared.a", [2], Token);

        Assert.Equal([2], await there.TakeNumbersAsync(1, Token));
    }

    [Fact]
    public async Task Start_FromBeginning_TellsThePastToo()
    {
        await using var here = await BridgedBus.FollowAsync("here", _options, Token);
        await here.PublishAsync("a", [1, 2], Token);
        await Eventually.BecomesTrueAsync(() => here.Statistics.Sent == 2, Token);

        await using var late = await BridgedBus.FollowAsync("late", _options with { FromBeginning = true }, Token);
        await using var later = await BridgedBus.FollowAsync("later", _options, Token);
        await here.PublishAsync("a", [3], Token);

        Assert.Equal([1, 2, 3], await late.TakeNumbersAsync(3, Token));
        Assert.Equal([3], await later.TakeNumbersAsync(1, Token));
    }

    [Fact]
    public async Task Stream_WithWhatIsNoEvent_IsReadOnAndCounted()
    {
        await using var here = await BridgedBus.FollowAsync("here", _options, Token);
        await using var there = await BridgedBus.FollowAsync("there", _options, Token);
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.Server.ConnectionString);
        foreach (var json in new[] { "no json", """{"topic":"a.*","source":"x"}""", """{"topic":"a","source":"there"}""" })
        {
            await connection.GetDatabase().ExecuteAsync("XADD", $"{{{_options.Name}}}:stream", "*", "bridge", "x", "number", "1", "events", json);
        }

        await here.PublishAsync("a", [1], Token);

        Assert.Equal([1], await there.TakeNumbersAsync(1, Token));
        Assert.Equal(3, there.Statistics.Rejected);
    }

    [Fact]
    public async Task Stream_EntryWithOneLineThatIsNoEvent_TellsTheOthers()
    {
        await using var there = await BridgedBus.FollowAsync("there", _options, Token);
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.Server.ConnectionString);
        string[] lines = [LineOf(5), "no json", LineOf(6)];

        await connection.GetDatabase().ExecuteAsync("XADD", $"{{{_options.Name}}}:stream", "*", "bridge", "x", "number", "1", "events", string.Join('\n', lines));

        Assert.Equal([5, 6], await there.TakeNumbersAsync(2, Token));
        Assert.Equal((2, 1), (there.Statistics.Received, there.Statistics.Rejected));
    }

    [Theory]
    [InlineData("bridge", "x", "number", "1")]
    [InlineData("bridge", "x", "events", "{}")]
    [InlineData("bridge", "x", "number", "0", "events", "{}")]
    [InlineData("something", "else")]
    public async Task Stream_EntryOfNoBridge_IsRejectedOnce(params string[] fields)
    {
        await using var here = await BridgedBus.FollowAsync("here", _options, Token);
        await using var there = await BridgedBus.FollowAsync("there", _options, Token);
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.Server.ConnectionString);
        await connection.GetDatabase().ExecuteAsync("XADD", [$"{{{_options.Name}}}:stream", "*", .. fields]);

        await here.PublishAsync("a", [1], Token);

        Assert.Equal([1], await there.TakeNumbersAsync(1, Token));
        Assert.Equal(1, there.Statistics.Rejected);
    }

    [Fact]
    public async Task Stream_EntryThatOverlapsTheOneBefore_IsToldOnce()
    {
        await using var there = await BridgedBus.FollowAsync("there", _options, Token);
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.Server.ConnectionString);
        foreach (var numbers in new[] { new[] { 1, 2 }, [1, 2, 3], [7] })
        {
            await connection.GetDatabase().ExecuteAsync("XADD", $"{{{_options.Name}}}:stream", "*", "bridge", "x", "number", $"{numbers[0]}", "events", string.Join('\n', numbers.Select(LineOf)));
        }

        Assert.Equal([1, 2, 3, 7], await there.TakeNumbersAsync(4, Token));
        Assert.Equal((4, 3), (there.Statistics.Received, there.Statistics.Missed));
    }

    [Fact]
    public async Task Stream_GrownWithoutAWakeUp_IsLookedAtWhenItIsTime()
    {
        var time = new ManualTimeProvider();
        await using var there = await BridgedBus.FollowAsync("there", _options with { PollInterval = TimeSpan.FromDays(1) }, time, Token);
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.Server.ConnectionString);
        await connection.GetDatabase().ExecuteAsync("XADD", $"{{{_options.Name}}}:stream", "*", "bridge", "x", "number", "1", "events", LineOf(5));

        time.Advance(TimeSpan.FromDays(1));

        Assert.Equal([5], await there.TakeNumbersAsync(1, Token));
    }

    [Fact]
    public void Numbers_OfABridge_TellWhatIsOldAndWhatIsMissing()
    {
        var numbers = new BridgeNumbers();

        Assert.True(numbers.Take("a", 5, out var missed));
        Assert.Equal(0, missed);
        Assert.False(numbers.Take("a", 5, out _));
        Assert.True(numbers.Take("a", 9, out missed));
        Assert.Equal(3, missed);
        Assert.True(numbers.Take("b", 1, out missed));
        Assert.Equal(0, missed);
    }

    public static TheoryData<Func<RedisBridgeOptions, RedisBridgeOptions>> OutOfRange => new()
    {
        options => options with { Configuration = " " },
        options => options with { Configuration = "127.0.0.1:6379,colour=blue" },
        options => options with { Configuration = "allowAdmin=true" },
        options => options with { Name = "" },
        options => options with { Pattern = "a..b" },
        options => options with { Backlog = 0 },
        options => options with { BatchLength = 0 },
        options => options with { StreamLength = 0 },
        options => options with { PollInterval = TimeSpan.Zero },
        options => options with { RetryDelay = TimeSpan.Zero },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Start_OptionsOutOfRange_IsRefused(Func<RedisBridgeOptions, RedisBridgeOptions> change) =>
        Assert.ThrowsAny<ArgumentException>(() => BridgedBus.Start("here", change(_options)));

    [Theory]
    [InlineData("5-1", "5-2", true)]
    [InlineData("5-2", "5-1", false)]
    [InlineData("9-0", "10-0", true)]
    [InlineData("7-3", "7-3", false)]
    public void IsBefore_Ids_ComparesTimeThenNumber(string id, string other, bool expected) => Assert.Equal(expected, EventStream.IsBefore(id, other));

    private static string LineOf(int data) => $$"""{"id":"0196f000-0000-7000-8000-{{data:D12}}","topic":"a","source":"x","at":"2026-01-01T00:00:00Z","data":{{data}}}""";
}
