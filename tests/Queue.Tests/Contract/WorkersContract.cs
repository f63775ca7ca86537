using Switchyard.Queue.Tests.Stores;
using Switchyard.Queue.Workers;

namespace Switchyard.Queue.Tests.Contract;

/// <summary>Workers are known while they live, and jobs that none of them takes are told from those that wait for their turn.</summary>
public abstract class WorkersContract(StoreServers servers, StoreKind kind) : StoreContract(servers, kind)
{
    public static TheoryData<string> Others => [.. s_others.Keys];

    private static readonly Dictionary<string, Func<WorkerReport, WorkerReport>> s_others = new()
    {
        ["another queue"] = worker => worker with { Queue = "other" },
        ["other kinds"] = worker => worker with { Kinds = ["other", "kinds"] },
        ["kinds that begin otherwise"] = worker => worker with { Kinds = ["tests*", "t", "est*"] },
        ["fewer labels"] = worker => worker with { Labels = ["gpu"] },
        ["no labels"] = worker => worker with { Labels = [] },
        ["is to end"] = worker => worker with { IsStopping = true },
    };

    private static WorkerReport Suitable => new() { Id = Guid.NewGuid(), Name = "here:1", Queue = "default", Kinds = ["test", "more"], Labels = ["eu", "gpu", "big"], Concurrency = 7 };

    [Fact]
    public async Task Report_Workers_AreListedByQueueAndName()
    {
        var worker = Suitable with { Running = 3, Uptime = TimeSpan.FromHours(1) };
        await ReportAsync(worker, Suitable with { Name = "Zoo:1" }, Suitable with { Queue = "a", Name = "z:1" });

        var live = await Jobs.Workers.ListAsync(Token);

        Assert.Equal([("a", "z:1"), ("default", "Zoo:1"), ("default", "here:1")], live.Select(item => (item.Worker.Queue, item.Worker.Name)));
        Assert.Equivalent(worker, live[^1].Worker with { Uptime = worker.Uptime }, strict: true);
        Assert.InRange(live[^1].SeenAt - live[^1].StartedAt, worker.Uptime - TimeSpan.FromMinutes(1), worker.Uptime + TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Report_Again_SaysWhatIsSoNowAndKeepsTheStart()
    {
        var worker = Suitable;
        await ReportAsync(worker);
        var before = Assert.Single(await Jobs.Workers.ListAsync(Token));

        await PassAsync(TimeSpan.FromSeconds(5));
        await ReportAsync(worker with { Running = 5, IsStopping = true, Uptime = TimeSpan.FromHours(2) });

        var live = Assert.Single(await Jobs.Workers.ListAsync(Token));
        Assert.Equal((5, true), (live.Worker.Running, live.Worker.IsStopping));
        Assert.True(live.SeenAt - live.StartedAt > before.SeenAt - before.StartedAt);
        Assert.InRange(live.SeenAt - live.StartedAt, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(30));
    }

    [Fact]
    public async Task Remove_Worker_IsGone()
    {
        var (ends, stays) = (Suitable, Suitable);
        await ReportAsync(ends, stays);

        await Jobs.Workers.RemoveAsync(ends.Id, Token);
        await Jobs.Workers.RemoveAsync(Guid.NewGuid(), Token);

        Assert.Equal([stays.Id], (await Jobs.Workers.ListAsync(Token)).Select(live => live.Worker.Id));
    }

    [Fact]
    public async Task Worker_SilentForThreeReports_IsDeadAndForgotten()
    {
        var (silent, lives) = (Suitable, Suitable);
        await ReportAsync(silent, lives);
        await PassAsync(TimeSpan.FromSeconds(9));
        Assert.Equal(2, (await Jobs.Workers.ListAsync(Token)).Count);
        Assert.Equal(0, await Jobs.Workers.ForgetDeadAsync(Token));

        await ReportAsync(lives);
        await PassAsync(TimeSpan.FromSeconds(9));

        Assert.Equal([lives.Id], (await Jobs.Workers.ListAsync(Token)).Select(live => live.Worker.Id));
        Assert.Equal(1, await Jobs.Workers.ForgetDeadAsync(Token));
        Assert.Equal(0, await Jobs.Workers.ForgetDeadAsync(Token));
        await ReportAsync(silent);
        Assert.Equal(2, (await Jobs.Workers.ListAsync(Token)).Count);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Job_WithoutASuitableWorker_IsUnserved(string other)
    {
        var id = await SubmitAsync(Of("job") with { Labels = ["gpu", "eu"] });
        await ReportAsync(s_others[other](Suitable));

        Assert.True((await FindAsync(id)).IsUnserved);
        Assert.Equal([true], (await Jobs.ListAsync(new JobQuery(), Token)).Select(job => job.IsUnserved));
        Assert.Equal([1], (await Jobs.MeasureAsync(tenant: null, Token)).Select(depth => depth.Unserved));

        await ReportAsync(Suitable);

        Assert.False((await FindAsync(id)).IsUnserved);
        Assert.Equal([false], (await Jobs.ListAsync(new JobQuery(), Token)).Select(job => job.IsUnserved));
        Assert.Equal([0], (await Jobs.MeasureAsync(tenant: null, Token)).Select(depth => depth.Unserved));
    }

    [Theory]
    [InlineData("te*")]
    [InlineData("test*")]
    [InlineData("*")]
    public async Task Job_OfAKindThatBeginsAsAWorkersDoes_IsServed(string kinds)
    {
        await ReportAsync(Suitable with { Kinds = [kinds] });

        Assert.False((await FindAsync(await SubmitAsync(Of("job")))).IsUnserved);
    }

    [Fact]
    public async Task Job_WhoseWorkerDied_IsUnserved()
    {
        await ReportAsync(Suitable with { Kinds = [] });
        var id = await SubmitAsync(Of("job"));
        Assert.False((await FindAsync(id)).IsUnserved);

        await PassAsync(TimeSpan.FromSeconds(18));

        Assert.True((await FindAsync(id)).IsUnserved);
        Assert.Equal([1], (await Jobs.MeasureAsync(tenant: null, Token)).Select(depth => depth.Unserved));
    }

    [Fact]
    public async Task Job_ThatWaitsForSomethingElse_IsNotUnserved()
    {
        var running = await StartAsync();
        var delayed = await SubmitAsync(Of("later") with { Delay = TimeSpan.FromHours(1) });
        var ended = await SubmitAsync(Of("ended"));
        await Jobs.CancelAsync(ended, tenant: null, Token);

        Assert.All(await Jobs.ListAsync(new JobQuery(), Token), job => Assert.False(job.IsUnserved));
        Assert.Equal([(1L, 1L, 0L)], (await Jobs.MeasureAsync(tenant: null, Token)).Select(depth => (depth.Running, depth.Delayed, depth.Unserved)));
        await Jobs.ReturnAsync(running.Lease, Token);
        Assert.Equal([running.Lease.Id], (await Jobs.ListAsync(new JobQuery(), Token)).Where(job => job.IsUnserved).Select(job => job.Id));
        Assert.False((await FindAsync(delayed)).IsUnserved);
    }

    [Fact]
    public async Task Measure_JobsOfSeveralKinds_CountsThoseThatNobodyTakes()
    {
        await ReportAsync(Suitable with { Kinds = ["one", "two"] });
        await SubmitAllAsync(
            [Of("1") with { Kind = "one" }, Of("2") with { Kind = "two", Labels = ["gpu"] }, Of("3") with { Kind = "two", Labels = ["tpu"] }, Of("4") with { Kind = "three" }, Of("5") with { Kind = "three", Priority = JobPriority.High }]);

        Assert.Equal([(JobPriority.High, 1L, 1L), (JobPriority.Normal, 4L, 2L)], (await Jobs.MeasureAsync(tenant: null, Token)).Select(depth => (depth.Priority, depth.Ready, depth.Unserved)));
    }

    private async Task ReportAsync(params WorkerReport[] workers)
    {
        foreach (var worker in workers)
        {
            await Jobs.Workers.ReportAsync(worker, Token);
        }
    }
}
