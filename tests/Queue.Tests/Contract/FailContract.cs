using Switchyard.Queue.Tests.Stores;

namespace Switchyard.Queue.Tests.Contract;

/// <summary>What becomes of jobs that fail, and of those that are done again.</summary>
public abstract class FailContract(StoreServers servers, StoreKind kind) : StoreContract(servers, kind)
{
    private static readonly JobFailure s_passing = new("upstream_error", "It was busy.") { CanRetry = true };

    [Fact]
    public async Task Fail_Passing_IsTriedAgain()
    {
        var claimed = await StartAsync();

        Assert.True(await Jobs.FailAsync(claimed.Lease, s_passing, Token));

        var job = await FindAsync(claimed.Lease.Id);
        Assert.Equal((JobStatus.Pending, 1, 0, "upstream_error", "It was busy."), (job.Status, job.Failures, job.Crashes, job.Failure!.Code, job.Failure.Message));
        Assert.Null(job.FinishedAt);
        var again = await SweepUntilClaimedAsync();
        Assert.Equal((claimed.Lease.Id, 2), (again.Lease.Id, again.Lease.Attempt));
        Assert.True(await Jobs.CompleteAsync(again.Lease, ResultOf("done"), Token));
        Assert.Null((await FindAsync(again.Lease.Id)).Failure);
        Assert.Equal(
            [JobEventType.Pending, JobEventType.Running, JobEventType.Retrying, JobEventType.Running, JobEventType.Completed],
            (await EventsOfAsync(claimed.Lease.Id)).Select(item => item.Type));
    }

    [Fact]
    public async Task Fail_Passing_WaitsBetweenNothingAndTwiceAsLongEachTime()
    {
        var jobs = Open(options => (options.BackoffBase, options.BackoffCap) = (TimeSpan.FromHours(1), TimeSpan.FromHours(3)));
        await jobs.SubmitAsync([.. Enumerable.Range(0, 20).Select(_ => Of("job"))], Token);

        var before = await Task.WhenAll((await jobs.ClaimAsync(Claim(20), Token)).Select(async job =>
        {
            await jobs.FailAsync(job.Lease, s_passing, Token);
            var failed = (await jobs.FindAsync(job.Lease.Id, tenant: null, Token))!;
            return failed.RunAt - failed.StartedAt!.Value;
        }));

        Assert.All(before, pause => Assert.InRange(pause, TimeSpan.Zero, TimeSpan.FromMinutes(61)));
        Assert.True(before.Max() - before.Min() > TimeSpan.FromMinutes(5), "Pauses differ: those that failed together do not come back together.");
        Assert.Empty(await jobs.ClaimAsync(Claim(20), Token));
        Assert.Equal(0, (await jobs.SweepAsync(Token)).Promoted);
    }

    [Fact]
    public async Task Fail_RetryAfter_WaitsAtLeastAsLong()
    {
        var claimed = await StartAsync();

        await Jobs.FailAsync(claimed.Lease, s_passing with { RetryAfter = TimeSpan.FromHours(1) }, Token);

        var job = await FindAsync(claimed.Lease.Id);
        Assert.InRange((job.RunAt - job.StartedAt!.Value).TotalMinutes, 60, 61);
    }

    [Fact]
    public async Task Fail_TooOften_HasFailed()
    {
        var claimed = await StartAsync(Of("job") with { Retries = 2 });
        await Jobs.FailAsync(claimed.Lease, s_passing, Token);
        await Jobs.FailAsync((await SweepUntilClaimedAsync()).Lease, s_passing, Token);
        var last = await SweepUntilClaimedAsync();
        Assert.Equal(3, last.Lease.Attempt);

        Assert.True(await Jobs.FailAsync(last.Lease, s_passing, Token));

        var job = await FindAsync(claimed.Lease.Id);
        Assert.Equal((JobStatus.Failed, 3, 3), (job.Status, job.Failures, job.Attempts));
        Assert.NotNull(job.FinishedAt);
        Assert.True((await EventsOfAsync(job.Id))[^1] is { Type: JobEventType.Failed, IsLast: true });
    }

    [Fact]
    public async Task Fail_ForGood_HasFailedAtOnce()
    {
        var claimed = await StartAsync();

        Assert.True(await Jobs.FailAsync(claimed.Lease, new JobFailure("bad_payload", "It \"cannot\" be read."), Token));

        var job = await FindAsync(claimed.Lease.Id);
        Assert.Equal((JobStatus.Failed, 1, "bad_payload"), (job.Status, job.Failures, job.Failure!.Code));
        using var data = System.Text.Json.JsonDocument.Parse((await EventsOfAsync(job.Id))[^1].Data);
        Assert.Equal("bad_payload", data.RootElement.GetProperty("code").GetString());
        Assert.Equal("It \"cannot\" be read.", data.RootElement.GetProperty("message").GetString());
        Assert.Null(await Jobs.ReadResultAsync(job.Id, Token));
    }

    [Fact]
    public async Task Fail_JobsBesideIt_AreNotCounted()
    {
        await SubmitAllAsync([Of("good"), Of("bad")]);
        var claimed = await Jobs.ClaimAsync(Claim(2), Token);

        await Jobs.FailAsync(claimed[1].Lease, s_passing, Token);

        var good = await FindAsync(claimed[0].Lease.Id);
        Assert.Equal((JobStatus.Running, 0, 0), (good.Status, good.Failures, good.Crashes));
    }

    [Fact]
    public async Task Replay_FailedJob_StartsAnewAndFencesTheOldAttempts()
    {
        var first = await StartAsync(Of("job") with { StartWithin = TimeSpan.FromHours(1) });
        await Jobs.FailAsync(first.Lease, new JobFailure("bad", "bad"), Token);

        Assert.Equal(ReplayOutcome.Replayed, await Jobs.ReplayAsync(first.Lease.Id, tenant: null, Token));

        var job = await FindAsync(first.Lease.Id);
        Assert.Equal((JobStatus.Pending, 0, 0, 1), (job.Status, job.Failures, job.Crashes, job.Attempts));
        Assert.Null(job.FinishedAt);
        var second = await ClaimOneAsync();
        Assert.Equal((first.Lease.Id, 2), (second.Lease.Id, second.Lease.Attempt));
        Assert.Equal((0, 1), (first.Replays, second.Replays));
        Assert.False(await Jobs.CompleteAsync(first.Lease, ResultOf("old"), Token));
        Assert.True(await Jobs.CompleteAsync(second.Lease, ResultOf("new"), Token));
        Assert.Equal(
            [JobEventType.Pending, JobEventType.Running, JobEventType.Failed, JobEventType.Pending, JobEventType.Running, JobEventType.Completed],
            (await EventsOfAsync(job.Id)).Select(item => item.Type));
    }

    [Fact]
    public async Task Replay_FailedJob_GoesBehindThoseThatWait()
    {
        var failed = await StartAsync(Of("failed"));
        await Jobs.FailAsync(failed.Lease, new JobFailure("bad", "bad"), Token);
        await SubmitAllAsync(Enumerable.Range(0, 3).Select(i => Of($"{i}")));

        await Jobs.ReplayAsync(failed.Lease.Id, tenant: null, Token);

        Assert.Equal(["0", "1", "2", "failed"], (await Jobs.ClaimAsync(Claim(4), Token)).Select(TextOf));
    }

    [Fact]
    public async Task Replay_JobThatDidNotFail_IsRefused()
    {
        var claimed = await StartAsync(Of("job") with { Tenant = "one" });
        Assert.Equal(ReplayOutcome.NotFailed, await Jobs.ReplayAsync(claimed.Lease.Id, tenant: null, Token));
        await Jobs.CompleteAsync(claimed.Lease, ResultOf("done"), Token);

        Assert.Equal(ReplayOutcome.NotFailed, await Jobs.ReplayAsync(claimed.Lease.Id, "one", Token));
        Assert.Equal(ReplayOutcome.NotFound, await Jobs.ReplayAsync(claimed.Lease.Id, "two", Token));
        Assert.Equal(ReplayOutcome.NotFound, await Jobs.ReplayAsync(Guid.NewGuid(), tenant: null, Token));
        Assert.Equal(JobStatus.Completed, (await FindAsync(claimed.Lease.Id)).Status);
    }

    [Fact]
    public async Task Replay_TwiceAtOnce_StartsOnce()
    {
        var claimed = await StartAsync();
        await Jobs.FailAsync(claimed.Lease, new JobFailure("bad", "bad"), Token);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Jobs.ReplayAsync(claimed.Lease.Id, tenant: null, Token))));

        Assert.Single(outcomes, outcome => outcome == ReplayOutcome.Replayed);
        Assert.Single(await Jobs.ClaimAsync(Claim(5), Token));
    }
}
