using Switchyard.Queue.Tests.Stores;
using Switchyard.Tests.Common;

namespace Switchyard.Queue.Tests.Contract;

/// <summary>Lists and counts of jobs.</summary>
public abstract class ListContract(StoreServers servers, StoreKind kind) : StoreContract(servers, kind)
{
    [Fact]
    public async Task List_NoFilter_IsNewestFirst()
    {
        var ids = await SubmitAllAsync(Enumerable.Range(0, 20).Select(i => Of($"{i}")));

        Assert.Equal(ids.Reverse(), (await Jobs.ListAsync(new JobQuery(), Token)).Select(job => job.Id));
    }

    [Fact]
    public async Task List_PageByPage_IsWhole()
    {
        var ids = await SubmitAllAsync(Enumerable.Range(0, 25).Select(i => Of($"{i}")));

        List<Guid> paged = [];
        while (await Jobs.ListAsync(new JobQuery { Limit = 10, Before = paged.Count == 0 ? null : paged[^1] }, Token) is { Count: > 0 } page)
        {
            Assert.InRange(page.Count, 1, 10);
            paged.AddRange(page.Select(job => job.Id));
        }

        Assert.Equal(ids.Reverse(), paged);
        Assert.Single(await Jobs.ListAsync(new JobQuery { Limit = 0 }, Token));
    }

    [Fact]
    public async Task List_EachFilter_KeepsWhatFits()
    {
        var batch = Guid.NewGuid();
        await SubmitAllAsync(
        [
            Of("plain"), Of("tenant") with { Tenant = "acme" }, Of("queue") with { Queue = "other" }, Of("kind") with { Kind = "special" },
            Of("priority") with { Priority = JobPriority.High }, Of("batch") with { Batch = batch },
        ]);

        await AssertListedAsync(new JobQuery { Tenant = "acme" }, "tenant");
        await AssertListedAsync(new JobQuery { Queue = "other" }, "queue");
        await AssertListedAsync(new JobQuery { Kind = "special" }, "kind");
        await AssertListedAsync(new JobQuery { Priority = JobPriority.High }, "priority");
        await AssertListedAsync(new JobQuery { Batch = batch }, "batch");
        await AssertListedAsync(new JobQuery { Tenant = "default", Queue = "default", Kind = "test", Priority = JobPriority.Normal }, "batch", "plain");
        await AssertListedAsync(new JobQuery { Tenant = "nobody" });
    }

    [Fact]
    public async Task List_Statuses_KeepsThose()
    {
        await SubmitAllAsync([Of("1"), Of("2"), Of("3"), Of("4"), Of("5"), Of("6"), Of("7") with { Delay = TimeSpan.FromHours(1) }]);
        var claimed = await Jobs.ClaimAsync(Claim(5), Token);
        await Jobs.CompleteAsync(claimed[1].Lease, ResultOf("done"), Token);
        await Jobs.FailAsync(claimed[2].Lease, new JobFailure("bad", "bad"), Token);
        await Jobs.CancelAsync(claimed[3].Lease.Id, tenant: null, Token);
        await Jobs.TimeOutAsync(claimed[4].Lease, new JobFailure("slow", "slow"), Token);

        await AssertListedAsync(new JobQuery { Statuses = [JobStatus.Pending] }, "6", "7");
        await AssertListedAsync(new JobQuery { Statuses = [JobStatus.Running] }, "1");
        await AssertListedAsync(new JobQuery { Statuses = [JobStatus.Completed] }, "2");
        await AssertListedAsync(new JobQuery { Statuses = [JobStatus.Cancelled] }, "4");
        await AssertListedAsync(new JobQuery { Statuses = [JobStatus.Failed, JobStatus.TimedOut] }, "3", "5");
        await AssertListedAsync(new JobQuery { Statuses = [JobStatus.Failed], Queue = "other" });
    }

    [Fact]
    public async Task Measure_Jobs_CountsThemByQueueAndPriority()
    {
        await SubmitAllAsync([Of("1"), Of("2"), Of("3"), Of("4") with { Delay = TimeSpan.FromHours(1) }, Of("5") with { Priority = JobPriority.Low }, Of("6") with { Queue = "another" }]);
        var claimed = await Jobs.ClaimAsync(Claim(2), Token);
        await Jobs.CompleteAsync(claimed[0].Lease, ResultOf("done"), Token);

        var depths = await Jobs.MeasureAsync(tenant: null, Token);

        Assert.Equal(
            [("another", JobPriority.Normal, 1L, 0L, 0L), ("default", JobPriority.Normal, 1L, 1L, 1L), ("default", JobPriority.Low, 1L, 0L, 0L)],
            depths.Select(depth => (depth.Queue, depth.Priority, depth.Ready, depth.Delayed, depth.Running)));
        await Deadline.WaitAsync(async () => (await Jobs.MeasureAsync(tenant: null, Token))[0].OldestReady > depths[0].OldestReady, TimeSpan.FromSeconds(30), "the job to grow older", Token);
    }

    [Fact]
    public async Task Measure_NoneReady_IsNotOld()
    {
        Assert.Empty(await Jobs.MeasureAsync(tenant: null, Token));
        await StartAsync();

        Assert.Equal([new PriorityDepth("default", JobPriority.Normal, 0, 0, 1, TimeSpan.Zero, 0)], await Jobs.MeasureAsync(tenant: null, Token));
    }

    private async Task AssertListedAsync(JobQuery query, params string[] expected)
    {
        List<string> listed = [];
        foreach (var job in await Jobs.ListAsync(query, Token))
        {
            listed.Add(System.Text.Encoding.UTF8.GetString((await Jobs.ReadPayloadAsync(job.Id, Token))!.Value.Span));
        }

        Assert.Equal(expected, listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Measure_OfATenant_CountsItsOwnJobs()
    {
        await SubmitAllAsync([Of("a") with { Tenant = "a" }, Of("b") with { Tenant = "b" }, Of("b") with { Tenant = "b" }]);
        await ClaimOneAsync();

        Assert.Equal([(0L, 1L)], (await Jobs.MeasureAsync("a", Token)).Select(depth => (depth.Ready, depth.Running)));
        Assert.Equal([(2L, 0L)], (await Jobs.MeasureAsync("b", Token)).Select(depth => (depth.Ready, depth.Running)));
        Assert.Empty(await Jobs.MeasureAsync("c", Token));
    }
}
