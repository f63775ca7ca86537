using Switchyard.Queue.Tests.Stores;
using Switchyard.Tests.Common;

namespace Switchyard.Queue.Tests.Contract;

/// <summary>What time brings about: ends of jobs that are late or slow, and of what is kept of those that ended.</summary>
public abstract class TimeContract(StoreServers servers, StoreKind kind) : StoreContract(servers, kind)
{
    [Fact]
    public async Task StartWithin_Passed_IsTimedOutAndCanBeReplayed()
    {
        var id = await SubmitAsync(Of("job") with { StartWithin = TimeSpan.FromMilliseconds(1) });

        var job = await SweepUntilAsync(id, job => job.IsFinal, "the job to be late");

        Assert.Equal((JobStatus.TimedOut, JobFailure.TooLate), (job.Status, job.Failure!.Code));
        Assert.Empty(await Jobs.ClaimAsync(Claim(5), Token));
        Assert.True((await EventsOfAsync(id))[^1] is { Type: JobEventType.TimedOut, IsLast: true });
        Assert.Equal(ReplayOutcome.Replayed, await Jobs.ReplayAsync(id, tenant: null, Token));
        await Jobs.SweepAsync(Token);
        Assert.Equal(id, (await ClaimOneAsync()).Lease.Id);
    }

    [Fact]
    public async Task StartWithin_PassedButNotSwept_IsNotClaimed()
    {
        var id = await SubmitAsync(Of("late") with { StartWithin = TimeSpan.FromMilliseconds(1) });
        var late = (await FindAsync(id)).CreatedAt + TimeSpan.FromMilliseconds(1);
        await Deadline.WaitAsync(async () => (await FindAsync(await SubmitAsync(Of("clock") with { Queue = "clock" }))).CreatedAt > late, TimeSpan.FromSeconds(30), "the time to pass", Token);
        await SubmitAsync(Of("good") with { StartWithin = TimeSpan.FromHours(1) });

        Assert.Equal(["good"], (await Jobs.ClaimAsync(Claim(5), Token)).Select(TextOf));
    }

    [Fact]
    public async Task StartWithin_DelayedBeyondIt_IsTimedOut()
    {
        var id = await SubmitAsync(Of("job") with { StartWithin = TimeSpan.FromMilliseconds(1), Delay = TimeSpan.FromHours(1) });

        Assert.Equal(JobStatus.TimedOut, (await SweepUntilAsync(id, job => job.IsFinal, "the job to be late")).Status);
    }

    [Fact]
    public async Task TimeOut_ByItsWorker_IsTimedOut()
    {
        var claimed = await StartAsync(Of("job") with { TimeLimit = TimeSpan.FromSeconds(77) });
        Assert.Equal(TimeSpan.FromSeconds(77), claimed.TimeLimit);

        Assert.True(await Jobs.TimeOutAsync(claimed.Lease, new JobFailure(JobFailure.TooLong, "It took too long."), Token));

        var job = await FindAsync(claimed.Lease.Id);
        Assert.Equal((JobStatus.TimedOut, JobFailure.TooLong), (job.Status, job.Failure!.Code));
        Assert.False(await Jobs.CompleteAsync(claimed.Lease, ResultOf("late"), Token));
    }

    [Fact]
    public async Task Expiry_AfterTheEnd_ForgetsTheJobItsEventsAndItsKey()
    {
        var job = Of("job") with { KeepFor = TimeSpan.FromMilliseconds(1), IdempotencyKey = "key" };
        var claimed = await StartAsync(job);
        await Jobs.AppendAsync(claimed.Lease, [new JobEvent(claimed.LastSequence + 1, 1, JobEventType.Content, "{}", default)], Token);
        await Jobs.SweepAsync(Token);
        Assert.NotNull(await FindAsync(claimed.Lease.Id));
        await Jobs.CompleteAsync(claimed.Lease, ResultOf("done"), Token);

        await Deadline.WaitAsync(async () => (await Jobs.SweepAsync(Token)).Expired == 1, TimeSpan.FromSeconds(30), "the job to expire", Token);

        Assert.Null(await Jobs.FindAsync(claimed.Lease.Id, tenant: null, Token));
        Assert.Null(await Jobs.ReadResultAsync(claimed.Lease.Id, Token));
        Assert.Empty(await EventsOfAsync(claimed.Lease.Id));
        Assert.NotEqual(claimed.Lease.Id, await SubmitAsync(job));
    }

    [Fact]
    public async Task Sweep_NothingToDo_SaysSo()
    {
        await StartAsync();
        await SubmitAsync(Of("waits"));

        Assert.Equal(default, await Jobs.SweepAsync(Token));
    }

    [Fact]
    public async Task Sweep_Several_CountsWhatItDid()
    {
        await SubmitAllAsync([Of("late") with { StartWithin = TimeSpan.FromMilliseconds(1) }, Of("due") with { Delay = TimeSpan.FromMilliseconds(1) }, Of("lost") with { Priority = JobPriority.Urgent }]);
        await ClaimOneAsync(TimeSpan.FromMilliseconds(1));
        var (promoted, lapsed, ended) = (0, 0, 0);

        await Deadline.WaitAsync(
            async () =>
            {
                var swept = await Jobs.SweepAsync(Token);
                (promoted, lapsed, ended) = (promoted + swept.Promoted, lapsed + swept.Lapsed, ended + swept.Ended);
                return (promoted, lapsed, ended) == (2, 1, 1);
            },
            TimeSpan.FromSeconds(30),
            "a job to be late, one to be lost, and both it and the delayed one to be due",
            Token);
    }

    [Fact]
    public async Task Sweep_FourAtOnce_TakeEachJobBackOnce()
    {
        await SubmitAllAsync(Enumerable.Range(0, 100).Select(i => Of($"{i}")));
        await Jobs.ClaimAsync(Claim(100, TimeSpan.FromMilliseconds(1)), Token);
        var lapsed = 0;

        await Deadline.WaitAsync(
            async () =>
            {
                lapsed += (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Jobs.SweepAsync(Token))))).Sum(swept => swept.Lapsed);
                return lapsed >= 100;
            },
            TimeSpan.FromSeconds(30),
            "the leases to lapse",
            Token);

        Assert.Equal(100, lapsed);
        Assert.All(await Jobs.ListAsync(new JobQuery { Limit = 1_000 }, Token), job => Assert.Equal(1, job.Crashes));
    }
}
