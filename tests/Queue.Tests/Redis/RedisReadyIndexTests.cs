using StackExchange.Redis;
using Switchyard.Queue.Postgres;
using Switchyard.Queue.Tests.Stores;

namespace Switchyard.Queue.Tests.Redis;

/// <summary>The index in Redis may lose what it knew, or know too much; no job is lost by it, and none is done twice.</summary>
public sealed class RedisReadyIndexTests(StoreServers servers) : IAsyncLifetime
{
    private const string ReadyKey = "switchyard:queue:{default}:ready:1:test|";
    private const string TakenKey = "switchyard:queue:{default}:taken";
    private const string BuiltKey = "switchyard:queue:built";

    private StoreSpace _space = null!;
    private IndexedStore _store = null!;
    private IDatabase _redis = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _space = await servers.BorrowAsync();
        _store = new IndexedStore(_space);
        _redis = await _store.ConnectAsync(Token);
        await _store.Jobs.SweepAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        servers.Return(_space);
    }

    [Fact]
    public async Task Submit_Job_PutsItsNameIntoTheIndexAndNothingElse()
    {
        var id = (await _store.Jobs.SubmitAsync([new JobSubmission("test", "secret"u8.ToArray()) { Tenant = "acme" }], Token))[0].Id;

        Assert.Equal([id.ToString("N")], (await _redis.SortedSetRangeByRankAsync(ReadyKey)).Select(name => (string)name!));
        foreach (var key in (RedisKey[])(await _redis.ExecuteAsync("KEYS", "*"))!)
        {
            Assert.DoesNotContain("acme", key.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Claim_Job_TakesItFromTheIndexForGood()
    {
        await SubmitAsync(3);

        Assert.Equal(2, (await ClaimAsync(2)).Count);

        Assert.Equal(1, await _redis.SortedSetLengthAsync(ReadyKey));
        Assert.Equal(0, await _redis.SortedSetLengthAsync(TakenKey));
    }

    [Fact]
    public async Task Flush_WhileJobsWaitAndRun_LosesNone()
    {
        await SubmitAsync(520);
        var running = await ClaimAsync(20);

        await _redis.ExecuteAsync("FLUSHDB");
        await _store.Jobs.SweepAsync(Token);

        var claimed = await ClaimAllAsync();
        Assert.Equal(500, claimed.Distinct().Count());
        Assert.Equal(500, claimed.Count);
        Assert.Empty(claimed.Intersect(running.Select(job => job.Lease.Id)));
        foreach (var job in running)
        {
            Assert.True(await _store.Jobs.CompleteAsync(job.Lease, new JobResult("text/plain", default), Token));
        }
    }

    [Fact]
    public async Task Flush_ManyQueuesAndPriorities_AreAllBuiltAgain()
    {
        JobSubmission[] jobs = [.. Enumerable.Range(0, 3_000).Select(i => new JobSubmission("test", default) { Tenant = $"{i % 5}", Priority = (JobPriority)(i % 4), Queue = i < 2_900 ? "default" : $"queue {i % 3}" })];
        await _store.Jobs.SubmitAsync([.. jobs.Where(job => job.Queue != "default")], Token);
        foreach (var tenants in jobs.Where(job => job.Queue == "default").Chunk(1_000))
        {
            Assert.All(await _store.Jobs.SubmitAsync(tenants, Token), receipt => Assert.Equal(SubmitOutcome.Accepted, receipt.Outcome));
        }

        await _redis.ExecuteAsync("FLUSHDB");
        await _store.Jobs.SweepAsync(Token);

        Assert.Equal(2_900, (await ClaimAllAsync()).Distinct().Count());
        foreach (var queue in Enumerable.Range(0, 3).Select(i => $"queue {i}"))
        {
            var claimed = await _store.Jobs.ClaimAsync(new ClaimRequest("worker", 100, TimeSpan.FromMinutes(1)) { Queue = queue }, Token);
            Assert.Equal(jobs.Count(job => job.Queue == queue), claimed.Count);
        }
    }

    [Fact]
    public async Task Flush_WithoutSweep_MakesJobsWaitOnly()
    {
        await SubmitAsync(1);
        await _redis.ExecuteAsync("FLUSHDB");

        Assert.Empty(await ClaimAsync(1));
        await _store.Jobs.SweepAsync(Token);
        Assert.Single(await ClaimAsync(1));
    }

    [Fact]
    public async Task Flush_WithoutSweep_IsLookedPastOnceASecond()
    {
        await SubmitAsync(2);
        await _redis.ExecuteAsync("FLUSHDB");
        _store.Looks.Advance(TimeSpan.FromSeconds(1));

        Assert.Single(await ClaimAsync(1));
        Assert.Empty(await ClaimAsync(1));
        _store.Looks.Advance(TimeSpan.FromSeconds(1));
        Assert.Single(await ClaimAsync(1));
    }

    [Fact]
    public async Task Index_LostSingleJobs_GetsThemAtTheNextRebuild()
    {
        var ids = await SubmitAsync(10);
        await _redis.SortedSetRemoveAsync(ReadyKey, [.. ids.Take(4).Select(id => (RedisValue)id.ToString("N"))]);
        await _store.Jobs.SweepAsync(Token);
        Assert.Equal(6, await _redis.SortedSetLengthAsync(ReadyKey));

        await _redis.KeyDeleteAsync(BuiltKey);
        await _store.Jobs.SweepAsync(Token);

        Assert.Equal(ids.Order(), (await ClaimAllAsync()).Order());
        Assert.InRange((await _redis.KeyTimeToLiveAsync(BuiltKey))!.Value, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Index_TakenBySomebodyWhoDied_IsPutBackOnceStale()
    {
        var ids = await SubmitAsync(3);
        Assert.Equal([ids[0], ids[1]], await _store.Index.TakeAsync(new ClaimRequest("dies", 2, TimeSpan.FromMinutes(1)), aged: 0));
        await _store.Jobs.SweepAsync(Token);
        Assert.Equal([ids[2]], await ClaimAllAsync());

        _store.Time.Advance(TimeSpan.FromSeconds(11));
        await _store.Jobs.SweepAsync(Token);

        Assert.Equal([ids[0], ids[1]], await ClaimAllAsync());
        Assert.Equal(0, await _redis.SortedSetLengthAsync(TakenKey));
    }

    [Fact]
    public async Task Index_NamesJobsThatAreRunningOrUnknown_GivesEachOnce()
    {
        var ids = await SubmitAsync(6);
        await ClaimAsync(3);
        var known = new[] { ids[0], ids[1], ids[2], Guid.NewGuid(), ids[3], ids[3] };
        _store.Index.Add([.. known.Select((id, rank) => new ReadyJob(id, "default", "test", [], 1, rank - 100))]);

        Assert.Equal([ids[3]], (await ClaimAsync(1)).Select(job => job.Lease.Id));
        Assert.Equal([ids[4], ids[5]], await ClaimAllAsync());
        Assert.All(await _store.Jobs.ListAsync(new JobQuery(), Token), job => Assert.Equal(1, job.Attempts));
    }

    [Fact]
    public async Task Rebuild_TwoAtOnceWhileJobsAreClaimed_GivesEachOnce()
    {
        await SubmitAsync(300);
        await using var other = new IndexedStore(_space);
        await other.ConnectAsync(Token);
        var claiming = Task.WhenAll(ClaimAllAsync(), ClaimAllAsync());
        for (var i = 0; i < 5; i++)
        {
            await _redis.KeyDeleteAsync(BuiltKey);
            await Task.WhenAll(_store.Jobs.SweepAsync(Token), other.Jobs.SweepAsync(Token));
        }

        var claimed = (await claiming).SelectMany(ids => ids).Concat(await ClaimAllAsync()).ToList();

        Assert.Equal(300, claimed.Distinct().Count());
        Assert.Equal(300, claimed.Count);
    }

    [Fact]
    public async Task Claim_RedisDoesNotAnswer_AsksTheDatabase()
    {
        await SubmitAsync(2);
        await _redis.ExecuteAsync("CLIENT", "PAUSE", "3000");

        Assert.Single(await ClaimAsync(1));
        var more = (await _store.Jobs.SubmitAsync([new JobSubmission("test", default)], Token))[0];
        Assert.Equal(SubmitOutcome.Accepted, more.Outcome);
        Assert.Equal(2, (await ClaimAsync(5)).Count);
    }

    [Fact]
    public async Task Signals_OfOneStore_WakeThoseWhoWaitAtAnother()
    {
        await using var other = new IndexedStore(_space);
        await other.ConnectAsync(Token);
        var id = (await SubmitAsync(1))[0];
        var forJobs = other.Jobs.WaitForJobsAsync("default", TimeSpan.FromHours(1), Token);
        var forEvents = other.Jobs.WaitForEventsAsync(id, TimeSpan.FromHours(1), Token);
        var forEnd = other.Jobs.WaitForEndAsync(id, TimeSpan.FromHours(1), Token);

        // Whether the other has subscribed already cannot be seen, so there are several signals.
        await Switchyard.Tests.Common.Deadline.WaitAsync(
            async () =>
            {
                await SubmitAsync(1);
                await _store.Jobs.CancelAsync(id, tenant: null, Token);
                return forJobs.IsCompletedSuccessfully && forEvents.IsCompletedSuccessfully && forEnd.IsCompletedSuccessfully;
            },
            TimeSpan.FromSeconds(30),
            "the signals to arrive",
            Token);
    }

    private async Task<List<Guid>> SubmitAsync(int count) =>
        [.. (await _store.Jobs.SubmitAsync([.. Enumerable.Range(0, count).Select(_ => new JobSubmission("test", default))], Token)).Select(receipt => receipt.Id)];

    private Task<IReadOnlyList<ClaimedJob>> ClaimAsync(int count) => _store.Jobs.ClaimAsync(new ClaimRequest("worker", count, TimeSpan.FromMinutes(1)), Token);

    private async Task<List<Guid>> ClaimAllAsync()
    {
        List<Guid> claimed = [];
        while (await ClaimAsync(7) is { Count: > 0 } jobs)
        {
            claimed.AddRange(jobs.Select(job => job.Lease.Id));
        }

        return claimed;
    }
}
