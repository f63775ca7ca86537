using System.Collections.Concurrent;
using Switchyard.Queue.Tests.Stores;

namespace Switchyard.Queue.Tests.Contract;

/// <summary>What a store says has happened to jobs: what stands in their events then, each once, and nothing of what did not happen.</summary>
public abstract class NoticeContract(StoreServers servers, StoreKind kind) : StoreContract(servers, kind)
{
    private readonly ConcurrentQueue<JobNotice> _told = [];

    private static JobFailure Failure => new("bad", "bad") { CanRetry = true };

    [Fact]
    public async Task Life_OfAJob_IsToldAsItsEvents()
    {
        Listen();
        var id = await SubmitAsync(Of("job") with { Queue = "default", Tenant = "acme", Retries = 1 });
        Assert.True(await Jobs.ReturnAsync((await ClaimOneAsync()).Lease, Token));
        Assert.True(await Jobs.FailAsync((await ClaimOneAsync()).Lease, Failure, Token));
        var claimed = await SweepUntilClaimedAsync();
        await AppendAsync(claimed, 1, JobEventType.Progress, JobEventType.Content, JobEventType.Progress);
        Assert.True(await Jobs.FailAsync(claimed.Lease, Failure, Token));
        Assert.Equal(ReplayOutcome.Replayed, await Jobs.ReplayAsync(id, tenant: null, Token));
        Assert.True(await Jobs.CompleteAsync((await ClaimOneAsync()).Lease, ResultOf("done"), Token));

        await AssertToldAsync(id);
        Assert.Equal(
            [
                JobEventType.Pending, JobEventType.Running, JobEventType.Returned, JobEventType.Running, JobEventType.Retrying, JobEventType.Running, JobEventType.Progress, JobEventType.Progress,
                JobEventType.Failed, JobEventType.Pending, JobEventType.Running, JobEventType.Completed,
            ],
            _told.Select(notice => notice.Type));
        Assert.All(_told, notice => Assert.Equal(("default", "acme"), (notice.Queue, notice.Tenant)));
    }

    [Fact]
    public async Task Cancel_IsToldOnce()
    {
        Listen();
        var (waiting, running) = (await SubmitAsync(Of("waits") with { Delay = TimeSpan.FromHours(1), Queue = "later" }), (await StartAsync()).Lease.Id);

        foreach (var id in new[] { waiting, running, waiting, running })
        {
            Assert.Equal(CancelOutcome.NotFound, await Jobs.CancelAsync(id, "somebody else", Token));
            Assert.Equal(CancelOutcome.Cancelled, await Jobs.CancelAsync(id, "default", Token));
        }

        await AssertToldAsync(waiting);
        await AssertToldAsync(running);
        Assert.Equal([(waiting, "later"), (running, "default")], _told.Where(notice => notice.Type == JobEventType.Cancelled).Select(notice => (notice.Id, notice.Queue)));
    }

    [Fact]
    public async Task Submit_OfMany_TellsThoseThatAreNew()
    {
        Listen();
        var first = await SubmitAsync(Of("one") with { IdempotencyKey = "one" });
        var receipts = await Jobs.SubmitAsync([Of("one") with { IdempotencyKey = "one" }, Of("two"), Of("other") with { IdempotencyKey = "one" }, Of("three") with { Tenant = "acme" }], Token);

        Assert.Equal([SubmitOutcome.Replayed, SubmitOutcome.Accepted, SubmitOutcome.Conflict, SubmitOutcome.Accepted], receipts.Select(receipt => receipt.Outcome));
        Assert.Equal(
            [(first, "default"), (receipts[1].Id, "default"), (receipts[3].Id, "acme")],
            _told.Where(notice => notice is { Type: JobEventType.Pending, Sequence: 1, Attempt: 0 }).Select(notice => (notice.Id, notice.Tenant)));
        Assert.Equal(3, _told.Count);
    }

    [Fact]
    public async Task Submit_OfOneThatIsThere_TellsNothing()
    {
        var job = Of("job") with { IdempotencyKey = "key" };
        var id = await SubmitAsync(job);
        Listen();

        Assert.Equal([new SubmitReceipt(SubmitOutcome.Replayed, id)], await Jobs.SubmitAsync([job], Token));

        Assert.Empty(_told);
    }

    [Fact]
    public async Task Submit_ToAFullQueue_TellsNothing()
    {
        var jobs = Open(options => options.MaxPendingPerTenant = 1);
        await jobs.SubmitAsync([Of("one")], Token);
        Listen(jobs);

        Assert.Equal(SubmitOutcome.QueueFull, Assert.Single(await jobs.SubmitAsync([Of("two")], Token)).Outcome);

        Assert.Empty(_told);
    }

    [Fact]
    public async Task Lease_ThatIsLost_TellsNothing()
    {
        var claimed = await StartAsync();
        Assert.True(await Jobs.ReturnAsync(claimed.Lease, Token));
        await ClaimOneAsync();
        Listen();

        Assert.False(await Jobs.AppendAsync(claimed.Lease, [new JobEvent(claimed.LastSequence + 1, 1, JobEventType.Progress, "{}", default)], Token));
        Assert.False(await Jobs.CompleteAsync(claimed.Lease, ResultOf("late"), Token));
        Assert.False(await Jobs.FailAsync(claimed.Lease, Failure, Token));
        Assert.False(await Jobs.TimeOutAsync(claimed.Lease, Failure, Token));
        Assert.False(await Jobs.ReturnAsync(claimed.Lease, Token));

        Assert.Empty(_told);
    }

    [Fact]
    public async Task Append_Repeated_TellsWhatIsNew()
    {
        Listen();
        var claimed = await StartAsync();

        await AppendAsync(claimed, 1, JobEventType.Progress);
        await AppendAsync(claimed, 1, JobEventType.Progress, JobEventType.Progress, JobEventType.Content);
        await AppendAsync(claimed, 4, JobEventType.Content);
        await AppendAsync(claimed, 5);

        await AssertToldAsync(claimed.Lease.Id);
        Assert.Equal(2, _told.Count(notice => notice.Type == JobEventType.Progress));
    }

    [Fact]
    public async Task Complete_OfManyAtOnce_TellsEach()
    {
        await SubmitAllAsync(Enumerable.Range(0, 20).Select(number => Of($"{number}")));
        var claimed = await Jobs.ClaimAsync(Claim(20), Token);
        Listen();

        await Task.WhenAll(claimed.Select(job => Jobs.CompleteAsync(job.Lease, ResultOf("done"), Token)));

        Assert.Equal(claimed.Select(job => (job.Lease.Id, JobEventType.Completed, 1)).Order(), _told.Select(notice => (notice.Id, notice.Type, notice.Attempt)).Order());
    }

    [Fact]
    public async Task TimeOut_ByItsWorker_IsTold()
    {
        Listen();
        var claimed = await StartAsync();

        Assert.True(await Jobs.TimeOutAsync(claimed.Lease, Failure, Token));

        await AssertToldAsync(claimed.Lease.Id);
        Assert.Equal(JobEventType.TimedOut, _told.Last().Type);
    }

    [Fact]
    public async Task Sweep_TellsWhatItEndedAndTookBack()
    {
        var jobs = Open(options => options.MaxCrashes = 2);
        Listen(jobs);
        var late = (await jobs.SubmitAsync([Of("late") with { StartWithin = TimeSpan.FromMinutes(1), Delay = TimeSpan.FromHours(1) }], Token))[0].Id;
        await jobs.SubmitAsync([Of("slow") with { TimeLimit = TimeSpan.FromMinutes(2) }], Token);
        var slow = Assert.Single(await jobs.ClaimAsync(Claim(1, TimeSpan.FromHours(2)), Token)).Lease.Id;
        await jobs.SubmitAsync([Of("lost")], Token);
        var lost = Assert.Single(await jobs.ClaimAsync(Claim(1, TimeSpan.FromSeconds(1)), Token)).Lease.Id;
        await PassAsync(TimeSpan.FromMinutes(10));
        await jobs.SweepAsync(Token);
        await PassAsync(TimeSpan.FromMinutes(1));
        await jobs.SweepAsync(Token);
        Assert.Equal(lost, Assert.Single(await jobs.ClaimAsync(Claim(1, TimeSpan.FromSeconds(1)), Token)).Lease.Id);
        await PassAsync(TimeSpan.FromMinutes(1));
        await jobs.SweepAsync(Token);

        await AssertToldAsync(late, jobs);
        await AssertToldAsync(slow, jobs);
        await AssertToldAsync(lost, jobs);
        Assert.Equal([JobEventType.Pending, JobEventType.TimedOut], TypesOf(late));
        Assert.Equal([JobEventType.Pending, JobEventType.Running, JobEventType.TimedOut], TypesOf(slow));
        Assert.Equal([JobEventType.Pending, JobEventType.Running, JobEventType.Retrying, JobEventType.Running, JobEventType.Failed], TypesOf(lost));
    }

    private void Listen(IJobStore? jobs = null) => (jobs ?? Jobs).Happened += notices =>
    {
        foreach (var notice in notices)
        {
            _told.Enqueue(notice);
        }
    };

    private IEnumerable<JobEventType> TypesOf(Guid id) => _told.Where(notice => notice.Id == id).Select(notice => notice.Type);

    private async Task AppendAsync(ClaimedJob job, int first, params JobEventType[] types) =>
        Assert.True(await Jobs.AppendAsync(job.Lease, [.. types.Select((type, i) => new JobEvent(job.LastSequence + first + i, job.Lease.Attempt, type, "{}", default))], Token));

    private async Task AssertToldAsync(Guid id, IJobStore? jobs = null)
    {
        var events = await (jobs ?? Jobs).ReadEventsAsync(id, after: 0, limit: 1_000, Token);
        Assert.Equal(
            events.Where(item => item.Type != JobEventType.Content).Select(item => (item.Sequence, item.Attempt, item.Type)),
            _told.Where(notice => notice.Id == id).Select(notice => (notice.Sequence, notice.Attempt, notice.Type)));
    }
}
