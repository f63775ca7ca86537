using Switchyard.Queue.Tests.Stores;
using Switchyard.Tests.Common.Databases;

namespace Switchyard.Queue.Tests.Redis;

/// <summary>Row F14: a Redis that may throw away what it was told is complained of, and used all the same: no job is lost by it.</summary>
public sealed class RedisEvictionTests(StoreServers servers) : IAsyncLifetime
{
    private StoreSpace _space = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _space = await servers.BorrowAsync();

    public ValueTask DisposeAsync()
    {
        servers.Return(_space);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("allkeys-lru")]
    [InlineData("volatile-ttl")]
    public async Task Redis_ThatEvicts_IsComplainedOfUntilItNoLongerDoes(string policy)
    {
        await using var redis = await RedisServer.StartAsync(["--maxmemory-policy", policy, "--maxmemory", "10mb"], Token);
        await using var store = new IndexedStore(_space with { Redis = redis.ConnectionString });
        var commands = await store.ConnectAsync(Token);

        await store.Jobs.SweepAsync(Token);
        Assert.StartsWith($"Redis runs with maxmemory-policy {policy}: ", Assert.Single(store.Jobs.Concerns), StringComparison.Ordinal);
        Assert.Contains("No job is lost", store.Jobs.Concerns[0], StringComparison.Ordinal);

        await commands.ExecuteAsync("CONFIG", "SET", "maxmemory-policy", "noeviction");
        store.Time.Advance(TimeSpan.FromMinutes(1));
        await store.Jobs.SweepAsync(Token);
        Assert.Empty(store.Jobs.Concerns);
    }

    [Fact]
    public async Task Redis_ThatKeeps_IsNotComplainedOf()
    {
        await using var store = new IndexedStore(_space);
        await store.ConnectAsync(Token);

        await store.Jobs.SweepAsync(Token);

        Assert.Empty(store.Jobs.Concerns);
    }
}
