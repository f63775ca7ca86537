using Switchyard.Queue.Tests.Stores;

namespace Switchyard.Queue.Tests.Contract;

/// <summary>Waits for jobs and for events end when there are some, and when their time is over.</summary>
public abstract class WaitContract(StoreServers servers, StoreKind kind) : StoreContract(servers, kind)
{
    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task WaitForJobs_Submitted_Ends() => await AssertWakesAsync(() => Jobs.WaitForJobsAsync("default", s_long, Token), () => SubmitAsync(Of("job")));

    [Fact]
    public async Task WaitForJobs_Returned_Ends()
    {
        var claimed = await StartAsync();

        await AssertWakesAsync(() => Jobs.WaitForJobsAsync("default", s_long, Token), () => Jobs.ReturnAsync(claimed.Lease, Token));
    }

    [Fact]
    public async Task WaitForEvents_EachChange_Ends()
    {
        var id = await SubmitAsync(Of("job"));
        ClaimedJob? claimed = null;

        await AssertWakesAsync(() => Jobs.WaitForEventsAsync(id, s_long, Token), async () => claimed = await ClaimOneAsync());
        await AssertWakesAsync(
            () => Jobs.WaitForEventsAsync(id, s_long, Token), () => Jobs.AppendAsync(claimed!.Lease, [new JobEvent(claimed.LastSequence + 1, 1, JobEventType.Progress, "{}", default)], Token));
        await AssertWakesAsync(() => Jobs.WaitForEventsAsync(id, s_long, Token), () => Jobs.CompleteAsync(claimed!.Lease, ResultOf("done"), Token));
    }

    [Theory]
    [InlineData(JobStatus.Completed)]
    [InlineData(JobStatus.Failed)]
    [InlineData(JobStatus.TimedOut)]
    [InlineData(JobStatus.Cancelled)]
    public async Task WaitForEnd_EachEnd_Ends(JobStatus status)
    {
        var claimed = await StartAsync();
        var id = claimed.Lease.Id;

        await AssertWakesAsync(
            () => Task.WhenAll(Jobs.WaitForEndAsync(id, s_long, Token), Jobs.WaitForEventsAsync(id, s_long, Token)),
            () => status switch
            {
                JobStatus.Completed => Jobs.CompleteAsync(claimed.Lease, ResultOf("done"), Token),
                JobStatus.Failed => Jobs.FailAsync(claimed.Lease, new JobFailure("bad", "bad"), Token),
                JobStatus.TimedOut => Jobs.TimeOutAsync(claimed.Lease, new JobFailure("slow", "slow"), Token),
                _ => Jobs.CancelAsync(id, tenant: null, Token),
            });
        Assert.Equal(status, (await FindAsync(id)).Status);
    }

    [Fact]
    public async Task WaitForEnd_SweptAway_Ends()
    {
        var id = await SubmitAsync(Of("late") with { StartWithin = TimeSpan.FromSeconds(30) });
        await PassAsync(TimeSpan.FromMinutes(1));

        await AssertWakesAsync(() => Jobs.WaitForEndAsync(id, s_long, Token), () => Jobs.SweepAsync(Token));
    }

    [Fact]
    public async Task WaitForEvents_ManyReaders_AllEnd()
    {
        var id = await SubmitAsync(Of("job"));

        await AssertWakesAsync(
            () => Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Jobs.WaitForEventsAsync(id, s_long, Token))), () => Jobs.CancelAsync(id, tenant: null, Token));
    }

    [Fact]
    public async Task Wait_NothingHappens_EndsAfterItsTime()
    {
        await Jobs.WaitForJobsAsync("default", TimeSpan.FromMilliseconds(1), Token);
        await Jobs.WaitForEventsAsync(Guid.NewGuid(), TimeSpan.FromMilliseconds(1), Token);
    }

    [Fact]
    public async Task Wait_Cancelled_Ends()
    {
        using var stop = new CancellationTokenSource();
        var wait = Jobs.WaitForJobsAsync("default", s_long, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    private static async Task AssertWakesAsync(Func<Task> wait, Func<Task> act)
    {
        var waiting = wait();

        await act();

        await waiting.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }
}
