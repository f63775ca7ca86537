using Switchyard.Queue.Tests.Stores;
using Switchyard.Tests.Common;

namespace Switchyard.Queue.Tests;

/// <summary>What was begun and never completed does not stay.</summary>
public sealed class FileSweepTests(StoreServers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Upload_NobodyGoesOnWith_IsSweptAfterAnHour()
    {
        var time = new ManualTimeProvider();
        await using var store = JobStores.InMemory(time: time);
        var id = await store.Files.BeginAsync(Token);

        time.Advance(TimeSpan.FromMinutes(50));
        Assert.True(await store.Files.AppendAsync(id, 0, new byte[1], Token));
        time.Advance(TimeSpan.FromMinutes(50));
        Assert.Equal(0, await store.Files.SweepAsync(Token));
        time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(1, await store.Files.SweepAsync(Token));

        Assert.False(await store.Files.AppendAsync(id, 1, new byte[1], Token));
    }

    [Fact]
    public async Task Upload_NobodyGoesOnWith_IsSweptByTheDatabasesClock()
    {
        var space = await servers.BorrowAsync();
        await using var store = JobStores.Postgres(space.Postgres);
        var (left, used) = (await store.Files.BeginAsync(Token), await store.Files.BeginAsync(Token));
        await store.Files.AppendAsync(left, 0, new byte[1], Token);
        await space.ExecuteAsync("update queue.files set touched_at = touched_at - interval '61 minutes'");
        await store.Files.AppendAsync(used, 0, new byte[1], Token);

        Assert.Equal(1, await store.Files.SweepAsync(Token));

        Assert.Null(await store.Files.ReadAsync(left, 0, Token));
        Assert.NotNull(await store.Files.ReadAsync(used, 0, Token));
        servers.Return(space);
    }
}
