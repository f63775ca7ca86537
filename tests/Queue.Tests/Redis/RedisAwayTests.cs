using Switchyard.Queue.Tests.Stores;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Databases;

namespace Switchyard.Queue.Tests.Redis;

/// <summary>Without its Redis a queue is slower, and nothing else.</summary>
public sealed class RedisAwayTests(StoreServers servers) : IAsyncLifetime
{
    private StoreSpace _space = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ClaimRequest Everything => new("looks", 100, TimeSpan.FromMinutes(1));

    public async ValueTask InitializeAsync() => _space = await servers.BorrowAsync();

    public ValueTask DisposeAsync()
    {
        servers.Return(_space);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Redis_NeverThere_IsDoneWithout()
    {
        await using var store = JobStores.Postgres(_space.Postgres, $"127.0.0.1:{FreePort.Find()}");

        await store.Jobs.SubmitAsync([new JobSubmission("test", default)], Token);
        await store.Jobs.SweepAsync(Token);

        Assert.Single(await ClaimAsync(store.Jobs));
        await store.Jobs.WaitForJobsAsync("default", TimeSpan.FromMilliseconds(1), Token);
    }

    [Fact]
    public async Task Redis_KilledAndStartedAgain_IsDoneWithoutThenUsedAgain()
    {
        await using var redis = await RedisServer.StartAsync(Token);
        await using var store = new IndexedStore(_space with { Redis = redis.ConnectionString });
        await store.ConnectAsync(Token);
        await store.Jobs.SweepAsync(Token);
        await SubmitAsync(store.Jobs, 10);

        await redis.KillAsync();

        await SubmitAsync(store.Jobs, 10);
        await store.Jobs.SweepAsync(Token);
        Assert.Equal(5, (await ClaimAsync(store.Jobs, 5)).Count);

        await redis.StartAgainAsync(Token);

        await Deadline.WaitAsync(() => RebuiltAsync(store, redis), TimeSpan.FromSeconds(30), "the index to be built again", Token);
        var indexed = await store.Index.TakeAsync(Everything, aged: 0);
        Assert.Equal(15, indexed!.Count);
    }

    [Fact]
    public async Task Jobs_ThatRedisWasNotToldOf_AreToldOnceItIsBack()
    {
        await using var store = new IndexedStore(_space);
        var redis = await store.ConnectAsync(Token);
        await store.Jobs.SweepAsync(Token);
        await redis.ExecuteAsync("CLIENT", "PAUSE", "600", "ALL");
        Assert.Null(await store.Index.TakeAsync(Everything, aged: 0));
        await SubmitAsync(store.Jobs, 3);
        store.Time.Advance(TimeSpan.FromSeconds(10));

        List<Guid> indexed = [];
        await Deadline.WaitAsync(
            async () =>
            {
                await store.Jobs.SweepAsync(Token);
                indexed.AddRange(await store.Index.TakeAsync(Everything, aged: 0) ?? []);
                return indexed.Count == 3;
            },
            TimeSpan.FromSeconds(20),
            "the index to know the jobs",
            Token);
    }

    // Over a connection of its own: the store may still be coming back.
    private static async Task<bool> RebuiltAsync(IndexedStore store, RedisServer redis)
    {
        await store.Jobs.SweepAsync(Token);
        using var other = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        var isBuilt = await other.GetDatabase().KeyExistsAsync("switchyard:queue:built");
        await other.CloseAsync();
        return isBuilt;
    }

    private static async Task SubmitAsync(IJobStore jobs, int count) =>
        Assert.All(await jobs.SubmitAsync([.. Enumerable.Range(0, count).Select(_ => new JobSubmission("test", default))], Token), receipt => Assert.Equal(SubmitOutcome.Accepted, receipt.Outcome));

    private static Task<IReadOnlyList<ClaimedJob>> ClaimAsync(IJobStore jobs, int count = 1) => jobs.ClaimAsync(new ClaimRequest("worker", count, TimeSpan.FromMinutes(1)), Token);
}
