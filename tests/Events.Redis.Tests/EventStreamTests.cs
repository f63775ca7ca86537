using System.Text.Json;
using StackExchange.Redis;

namespace Switchyard.Events.Redis.Tests;

/// <summary>What is in Redis: a batch is one entry, each event is in it once, and as many events are kept as were asked for, however they came.</summary>
public sealed class EventStreamTests(RedisFixture redis) : IAsyncLifetime
{
    private readonly RedisBridgeOptions _options = new() { Configuration = redis.Server.ConnectionString, Name = $"test:{Guid.NewGuid():N}", StreamLength = 1_000 };
    private ConnectionMultiplexer _connection = null!;
    private EventStream _stream = null!;

    private IDatabase Database => _connection.GetDatabase();

    private string Key => $"{{{_options.Name}}}:stream";

    public async ValueTask InitializeAsync()
    {
        _connection = await ConnectionMultiplexer.ConnectAsync(redis.Server.ConnectionString);
        _stream = new EventStream(_options, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.CloseAsync();
        _connection.Dispose();
    }

    [Fact]
    public async Task Append_Batch_IsOneEntryWithTheNumberOfItsFirst()
    {
        using var batch = new EventBatch(10);
        await AppendAsync(batch, 1, 2, 3);
        batch.Clear();
        await AppendAsync(batch, 4, 5);

        Assert.Equal([(1L, "1 2 3"), (4L, "4 5")], await ReadAsync());
    }

    [Fact]
    public async Task Append_AgainSinceTheAnswerWasLost_AppendsNothing()
    {
        using var batch = new EventBatch(10);
        await AppendAsync(batch, 1, 2);

        await AppendAsync(batch);

        Assert.Equal([(1L, "1 2")], await ReadAsync());
    }

    [Fact]
    public async Task Append_AgainAndGrown_AppendsOnlyWhatIsNew()
    {
        using var batch = new EventBatch(10);
        await AppendAsync(batch, 1, 2);

        await AppendAsync(batch, 3, 4);

        Assert.Equal([(1L, "1 2"), (3L, "3 4")], await ReadAsync());
    }

    [Fact]
    public async Task Append_AfterAPauseInTheNumbers_KeepsTheNumbers()
    {
        using var batch = new EventBatch(10);
        batch.Add(Of("1"));
        batch.Clear();

        await AppendAsync(batch, 2);
        await AppendAsync(batch);

        Assert.Equal([(2L, "2")], await ReadAsync());
    }

    [Fact]
    public async Task Append_DataWithLineBreaks_StaysOneLine()
    {
        using var batch = new EventBatch(10);
        batch.Add(Of("{\n \"text\":\r\n \"two\\nlines\" }"));
        batch.Add(Of("2"));
        await _stream.AppendAsync(Database, "me", batch);

        var entry = Assert.Single(await _stream.ReadAsync(Database, EventStream.Beginning));
        Assert.Equal(["""{"text":"two\nlines"}""", "2"], entry.Lines.Select(line => WireEvent.TryRead(line.Span)!.Data.GetRawText()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(256)]
    public async Task Stream_InBatchesOfAnySize_KeepsAsManyEventsAsAsked(int length)
    {
        using var batch = new EventBatch(length);
        for (var number = 1; number <= 3 * _options.StreamLength; number++)
        {
            batch.Add(Of($"{number}"));
            if (batch.IsFull)
            {
                await _stream.AppendAsync(Database, "me", batch);
                batch.Clear();
            }
        }

        // Redis cuts off whole nodes, which have a hundred entries at most.
        var kept = (await ReadAllAsync()).Sum(entry => entry.Lines.Count());
        Assert.InRange(kept, _options.StreamLength, _options.StreamLength + Math.Max(length, 100));
        Assert.InRange(await Database.ListLengthAsync($"{{{_options.Name}}}:counts"), 1, (_options.StreamLength / length) + 1);
    }

    [Fact]
    public async Task Stream_OfSmallEntriesThenLargeOnes_IsCutByEventsNotByEntries()
    {
        using var small = new EventBatch(1);
        for (var number = 1; number <= 500; number++)
        {
            await AppendAsync(small, number);
            small.Clear();
        }

        using var large = new EventBatch(1_000);
        await _stream.AppendAsync(Database, "other", Filled(large));

        // The large one alone is as much as is to be kept.
        var entries = await ReadAllAsync();
        Assert.Equal(("other", 1_000), (entries[^1].Bridge, entries[^1].Lines.Count()));
        Assert.InRange(entries.Count, 1, 1 + 100);
    }

    [Fact]
    public async Task Stream_DeletedBySomebody_GoesOn()
    {
        using var batch = new EventBatch(10);
        await AppendAsync(batch, 1, 2);
        batch.Clear();
        await Database.KeyDeleteAsync([Key, $"{{{_options.Name}}}:counts"]);

        await AppendAsync(batch, 3);

        Assert.Equal([(3L, "3")], await ReadAsync());
    }

    private static BusEvent Of(string json) => new("a", JsonElement.Parse(json)) { Id = Guid.NewGuid(), Source = "here" };

    private static EventBatch Filled(EventBatch batch)
    {
        while (!batch.IsFull)
        {
            batch.Add(Of("0"));
        }

        return batch;
    }

    private Task AppendAsync(EventBatch batch, params int[] numbers)
    {
        Array.ForEach(numbers, number => batch.Add(Of($"{number}")));
        return _stream.AppendAsync(Database, "me", batch);
    }

    private async Task<IEnumerable<(long Number, string Data)>> ReadAsync() =>
        (await _stream.ReadAsync(Database, EventStream.Beginning)).Select(entry => (entry.Number, string.Join(' ', entry.Lines.Select(line => WireEvent.TryRead(line.Span)!.Data.GetRawText()))));

    private async Task<List<StreamEntry>> ReadAllAsync()
    {
        List<StreamEntry> all = [];
        while (await _stream.ReadAsync(Database, all.Count == 0 ? EventStream.Beginning : all[^1].Id) is { Count: > 0 } page)
        {
            all.AddRange(page);
        }

        return all;
    }
}
