using Switchyard.Queue.Tests.Stores;

namespace Switchyard.Queue.Tests.Contract;

/// <summary>Leases: who holds one may write, nobody else; who does not renew it loses it.</summary>
public abstract class LeaseContract(StoreServers servers, StoreKind kind) : StoreContract(servers, kind)
{
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(1);

    public static TheoryData<string> Writes => [.. s_writes.Keys];

    private static readonly Dictionary<string, Func<IJobStore, JobLease, Task<bool>>> s_writes = new()
    {
        ["complete"] = (jobs, lease) => jobs.CompleteAsync(lease, ResultOf("stale"), Token),
        ["fail"] = (jobs, lease) => jobs.FailAsync(lease, new JobFailure("stale", "stale"), Token),
        ["fail and retry"] = (jobs, lease) => jobs.FailAsync(lease, new JobFailure("stale", "stale") { CanRetry = true }, Token),
        ["time out"] = (jobs, lease) => jobs.TimeOutAsync(lease, new JobFailure("stale", "stale"), Token),
        ["return"] = (jobs, lease) => jobs.ReturnAsync(lease, Token),
        ["append"] = (jobs, lease) => jobs.AppendAsync(lease, [new JobEvent(100, lease.Attempt, JobEventType.Content, "{}", default)], Token),
        ["append nothing"] = (jobs, lease) => jobs.AppendAsync(lease, [], Token),
        ["renew"] = (jobs, lease) => Task.FromResult(jobs.Renew([lease], TimeSpan.FromMinutes(1)).Count > 0),
    };

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Write_OfAnEarlierAttempt_IsRefused(string write)
    {
        var stale = await StartAsync(lease: s_short);
        var current = await SweepUntilClaimedAsync();
        var before = await FindAsync(stale.Lease.Id);
        Assert.Equal((stale.Lease.Id, 2), (current.Lease.Id, current.Lease.Attempt));

        Assert.False(await s_writes[write](Jobs, stale.Lease));

        Assert.Equivalent(before, await FindAsync(stale.Lease.Id), strict: true);
        Assert.True(await Jobs.CompleteAsync(current.Lease, ResultOf("current"), Token));
        Assert.Equal("current"u8.ToArray(), (await Jobs.ReadResultAsync(stale.Lease.Id, Token))!.Body.ToArray());
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Write_ToAnEndedJob_IsRefused(string write)
    {
        var claimed = await StartAsync();
        Assert.True(await Jobs.CompleteAsync(claimed.Lease, ResultOf("first"), Token));
        var before = await FindAsync(claimed.Lease.Id);

        Assert.False(await s_writes[write](Jobs, claimed.Lease));

        Assert.Equivalent(before, await FindAsync(claimed.Lease.Id), strict: true);
        Assert.Equal("first"u8.ToArray(), (await Jobs.ReadResultAsync(claimed.Lease.Id, Token))!.Body.ToArray());
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Write_OfAHeldLease_IsDone(string write) => Assert.True(await s_writes[write](Jobs, (await StartAsync()).Lease));

    [Fact]
    public async Task Write_ToAnUnknownJob_IsRefused() =>
        Assert.All(await Task.WhenAll(s_writes.Values.Select(write => write(Jobs, new JobLease(Guid.NewGuid(), 1)))), Assert.False);

    [Fact]
    public async Task Complete_OldAndNewAttemptAtOnce_KeepsTheNewResult()
    {
        for (var i = 0; i < 20; i++)
        {
            var stale = await StartAsync(lease: s_short);
            var current = await SweepUntilClaimedAsync();
            JobLease[] leases = [.. Enumerable.Repeat(stale.Lease, 5), current.Lease, .. Enumerable.Repeat(stale.Lease, 5), current.Lease];

            var done = await Task.WhenAll(leases.Select((lease, place) => Jobs.CompleteAsync(lease, ResultOf($"{lease.Attempt}"), Token)));

            Assert.Single(done, isDone => isDone);
            Assert.True(done[5] || done[11]);
            Assert.Equal("2"u8.ToArray(), (await Jobs.ReadResultAsync(stale.Lease.Id, Token))!.Body.ToArray());
        }
    }

    [Fact]
    public async Task Complete_ManyAtOnce_EndsEachWithItsResult()
    {
        await SubmitAllAsync(Enumerable.Range(0, 100).Select(i => Of($"{i}")));
        var claimed = await Jobs.ClaimAsync(Claim(100), Token);

        var done = await Task.WhenAll(claimed.Select(job => Task.Run(() => Jobs.CompleteAsync(job.Lease, new JobResult("text/plain", job.Payload), Token))));

        Assert.All(done, Assert.True);
        foreach (var job in claimed)
        {
            Assert.Equal(job.Payload.ToArray(), (await Jobs.ReadResultAsync(job.Lease.Id, Token))!.Body.ToArray());
        }
    }

    [Fact]
    public async Task Renew_HeldAndLost_ReturnsTheHeld()
    {
        var lost = await StartAsync(lease: s_short);
        var current = await SweepUntilClaimedAsync();
        var other = await StartAsync();

        var held = Jobs.Renew([lost.Lease, current.Lease, other.Lease], TimeSpan.FromMinutes(1));

        Assert.Equal(new HashSet<JobLease> { current.Lease, other.Lease }, held);
        Assert.Empty(Jobs.Renew([], TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Renew_BeforeTheSweep_KeepsALapsedLease()
    {
        var claimed = await StartAsync(lease: s_short);

        Assert.Single(Jobs.Renew([claimed.Lease], TimeSpan.FromMinutes(1)));

        Assert.Equal(0, (await Jobs.SweepAsync(Token)).Lapsed);
        Assert.Equal(JobStatus.Running, (await FindAsync(claimed.Lease.Id)).Status);
    }

    [Fact]
    public async Task Lapse_Once_RetriesAndCountsACrashOnly()
    {
        var claimed = await StartAsync(lease: s_short);

        var job = await SweepUntilAsync(claimed.Lease.Id, job => job.Status == JobStatus.Pending, "the lease to lapse");

        Assert.Equal((1, 0, 1), (job.Crashes, job.Failures, job.Attempts));
        Assert.Equal(JobFailure.Crashed, job.Failure!.Code);
        Assert.Equal([JobEventType.Pending, JobEventType.Running, JobEventType.Retrying], (await EventsOfAsync(claimed.Lease.Id)).Select(item => item.Type));
    }

    [Fact]
    public async Task Lapse_ThirdTime_FailsAsWorkerLost()
    {
        var claimed = await StartAsync(Of("poison") with { Retries = 100 }, s_short);
        for (var attempt = 2; attempt <= 3; attempt++)
        {
            Assert.Equal(attempt, (await SweepUntilClaimedAsync(s_short)).Lease.Attempt);
        }

        var job = await SweepUntilAsync(claimed.Lease.Id, job => job.IsFinal, "the third crash");

        Assert.Equal((JobStatus.Failed, 3, 0, JobFailure.Crashed), (job.Status, job.Crashes, job.Failures, job.Failure!.Code));
        Assert.True((await EventsOfAsync(claimed.Lease.Id))[^1].IsLast);
    }

    [Fact]
    public async Task Lapse_Many_AreRedeliveredAtAPace()
    {
        var jobs = Open(options => options.RedeliveriesPerSecond = 10);
        await jobs.SubmitAsync([.. Enumerable.Range(0, 40).Select(i => Of($"{i}"))], Token);
        await jobs.ClaimAsync(Claim(20, s_short), Token);
        await SweepAwayAsync(jobs, 20);
        await jobs.ClaimAsync(Claim(20, s_short), Token);
        await SweepAwayAsync(jobs, 40);

        var times = (await jobs.ListAsync(new JobQuery { Statuses = [JobStatus.Pending] }, Token)).Where(job => job.Crashes == 1).Select(job => job.RunAt).Order().ToList();

        Assert.Equal(40, times.Count);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.InRange((pair.Second - pair.First).TotalMilliseconds, 99, double.MaxValue));
        Assert.InRange((times[^1] - times[0]).TotalSeconds, 3.8, 30);
    }

    private static Task SweepAwayAsync(IJobStore jobs, int count) => Switchyard.Tests.Common.Deadline.WaitAsync(
        async () =>
        {
            await jobs.SweepAsync(Token);
            return (await jobs.ListAsync(new JobQuery { Limit = 100 }, Token)).Count(job => job.Crashes > 0) == count;
        },
        TimeSpan.FromSeconds(30),
        "the leases to lapse",
        Token);
}
