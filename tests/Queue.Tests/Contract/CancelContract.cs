using Switchyard.Queue.Tests.Stores;

namespace Switchyard.Queue.Tests.Contract;

/// <summary>Jobs that are cancelled, and jobs that are given back.</summary>
public abstract class CancelContract(StoreServers servers, StoreKind kind) : StoreContract(servers, kind)
{
    [Fact]
    public async Task Cancel_Pending_IsNeverStarted()
    {
        var id = await SubmitAsync(Of("job"));

        Assert.Equal(CancelOutcome.Cancelled, await Jobs.CancelAsync(id, tenant: null, Token));

        var job = await FindAsync(id);
        Assert.Equal((JobStatus.Cancelled, 0), (job.Status, job.Attempts));
        Assert.NotNull(job.FinishedAt);
        Assert.Empty(await Jobs.ClaimAsync(Claim(5), Token));
        Assert.True((await EventsOfAsync(id))[^1] is { Type: JobEventType.Cancelled, IsLast: true });
    }

    [Fact]
    public async Task Cancel_Delayed_IsNeverStarted()
    {
        var id = await SubmitAsync(Of("job") with { Delay = TimeSpan.FromMilliseconds(1) });
        var control = await SubmitAsync(Of("control") with { Delay = TimeSpan.FromMilliseconds(2) });

        await Jobs.CancelAsync(id, tenant: null, Token);

        Assert.Equal(control, (await SweepUntilClaimedAsync()).Lease.Id);
        Assert.Equal(JobStatus.Cancelled, (await FindAsync(id)).Status);
    }

    [Fact]
    public async Task Cancel_PendingBeforeOthers_DoesNotHoldThemUp()
    {
        var ids = await SubmitAllAsync(Enumerable.Range(0, 30).Select(i => Of($"{i}")));
        foreach (var id in ids.Take(29))
        {
            await Jobs.CancelAsync(id, tenant: null, Token);
        }

        Assert.Equal("29", TextOf(await ClaimOneAsync()));
    }

    [Fact]
    public async Task Cancel_Running_LeavesItsWorkerNothingToWrite()
    {
        var claimed = await StartAsync();

        Assert.Equal(CancelOutcome.Cancelled, await Jobs.CancelAsync(claimed.Lease.Id, tenant: null, Token));

        Assert.Empty(Jobs.Renew([claimed.Lease], TimeSpan.FromMinutes(1)));
        Assert.False(await Jobs.AppendAsync(claimed.Lease, [new JobEvent(10, 1, JobEventType.Content, "{}", default)], Token));
        Assert.False(await Jobs.CompleteAsync(claimed.Lease, ResultOf("late"), Token));
        Assert.False(await Jobs.FailAsync(claimed.Lease, new JobFailure("late", "late") { CanRetry = true }, Token));
        Assert.False(await Jobs.ReturnAsync(claimed.Lease, Token));
        Assert.Equal(JobStatus.Cancelled, (await FindAsync(claimed.Lease.Id)).Status);
        Assert.Null(await Jobs.ReadResultAsync(claimed.Lease.Id, Token));
        Assert.Equal([JobEventType.Pending, JobEventType.Running, JobEventType.Cancelled], (await EventsOfAsync(claimed.Lease.Id)).Select(item => item.Type));
    }

    [Fact]
    public async Task Cancel_Twice_SaysTheSameAndNotesItOnce()
    {
        var id = await SubmitAsync(Of("job"));

        Assert.Equal(CancelOutcome.Cancelled, await Jobs.CancelAsync(id, tenant: null, Token));
        Assert.Equal(CancelOutcome.Cancelled, await Jobs.CancelAsync(id, tenant: null, Token));

        Assert.Equal(2, (await EventsOfAsync(id)).Count);
    }

    [Fact]
    public async Task Cancel_Ended_SaysSo()
    {
        var completed = await StartAsync(Of("job") with { Tenant = "one" });
        await Jobs.CompleteAsync(completed.Lease, ResultOf("done"), Token);
        var failed = await StartAsync();
        await Jobs.FailAsync(failed.Lease, new JobFailure("bad", "bad"), Token);

        Assert.Equal(CancelOutcome.AlreadyFinished, await Jobs.CancelAsync(completed.Lease.Id, "one", Token));
        Assert.Equal(CancelOutcome.AlreadyFinished, await Jobs.CancelAsync(failed.Lease.Id, tenant: null, Token));
        Assert.Equal(CancelOutcome.NotFound, await Jobs.CancelAsync(completed.Lease.Id, "two", Token));
        Assert.Equal(CancelOutcome.NotFound, await Jobs.CancelAsync(Guid.NewGuid(), tenant: null, Token));
        Assert.Equal(JobStatus.Completed, (await FindAsync(completed.Lease.Id)).Status);
    }

    [Fact]
    public async Task Cancel_RacingWithCompletion_EndsInExactlyOne()
    {
        var ids = await SubmitAllAsync(Enumerable.Range(0, 200).Select(i => Of($"{i}")));
        var claimed = (await Jobs.ClaimAsync(Claim(200), Token)).ToDictionary(job => job.Lease.Id, job => job.Lease);

        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Token }, async (id, _) =>
        {
            var completing = Task.Run(() => Jobs.CompleteAsync(claimed[id], ResultOf("done"), Token));
            var cancelling = Task.Run(() => Jobs.CancelAsync(id, tenant: null, Token));
            var (isCompleted, isCancelled) = (await completing, await cancelling == CancelOutcome.Cancelled);

            Assert.NotEqual(isCompleted, isCancelled);
            Assert.Equal(isCompleted ? JobStatus.Completed : JobStatus.Cancelled, (await FindAsync(id)).Status);
            Assert.Equal(isCompleted, await Jobs.ReadResultAsync(id, Token) is not null);
            Assert.Single(await EventsOfAsync(id), item => item.IsLast);
        });
    }

    [Fact]
    public async Task Return_Job_CanBeClaimedAtOnceInItsPlace()
    {
        await SubmitAllAsync(Enumerable.Range(0, 4).Select(i => Of($"{i}")));
        var first = await ClaimOneAsync();

        Assert.True(await Jobs.ReturnAsync(first.Lease, Token));

        var job = await FindAsync(first.Lease.Id);
        Assert.Equal((JobStatus.Pending, 0, 0, 1), (job.Status, job.Failures, job.Crashes, job.Attempts));
        var again = await Jobs.ClaimAsync(Claim(4), Token);
        Assert.Equal(["0", "1", "2", "3"], again.Select(TextOf));
        Assert.Equal(2, again[0].Lease.Attempt);
        Assert.False(await Jobs.CompleteAsync(first.Lease, ResultOf("late"), Token));
        Assert.Equal([JobEventType.Pending, JobEventType.Running, JobEventType.Returned, JobEventType.Running], (await EventsOfAsync(job.Id)).Select(item => item.Type));
    }
}
