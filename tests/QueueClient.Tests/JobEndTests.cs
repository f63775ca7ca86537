using System.Net;
using Switchyard.Contracts.Queue;
using static Switchyard.QueueClient.Tests.RouterFixture;

namespace Switchyard.QueueClient.Tests;

/// <summary>Jobs that end without an answer, and those who wait for one.</summary>
public sealed class JobEndTests(RouterFixture router)
{
    private readonly JobsClient _jobs = router.Client.Jobs;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WaitAsync_JobThatFails_ThrowsWithTheReason()
    {
        var job = await _jobs.SubmitAsync(Ask("Go", model: "first/nobody"), Token);

        var failed = await Assert.ThrowsAsync<JobFailedException>(() => _jobs.WaitAsync(job.Id, Token));

        Assert.Equal((job.Id, JobStatuses.Failed, "model_not_found"), (failed.Job.Id, failed.Job.Status, failed.Job.Error?.Code));
        Assert.Equal((HttpStatusCode.BadGateway, "job_failed"), (failed.Status, failed.Code));
        Assert.Contains("first/nobody", failed.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<JobFailedException>(() => _jobs.GetResultAsync(job.Id, Token));
    }

    [Fact]
    public async Task WaitAsync_JobThatIsCancelledMeanwhile_Throws()
    {
        var job = await _jobs.SubmitAsync(Wait(NewName()), Token);
        var waiting = _jobs.WaitAsync(job.Id, Token);

        var cancelled = await _jobs.CancelAsync(job.Id, Token);

        Assert.Equal(JobStatuses.Cancelled, cancelled.Status);
        Assert.Equal(job.Id, (await Assert.ThrowsAsync<JobCancelledException>(() => waiting)).Job.Id);
    }

    [Fact]
    public async Task WaitAsync_JobThatIsNotStartedInTime_Throws()
    {
        var job = await _jobs.SubmitAsync(Wait(NewName()) with { StartWithinSeconds = 0.01 }, Token);

        var late = await Assert.ThrowsAsync<JobTimedOutException>(() => _jobs.WaitAsync(job.Id, Token));

        Assert.Equal((JobStatuses.Timeout, HttpStatusCode.GatewayTimeout), (late.Job.Status, late.Status));
    }

    [Fact]
    public async Task WaitAsync_Cancelled_LeavesTheJobAlone()
    {
        var job = await _jobs.SubmitAsync(Wait(NewName()), Token);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var waiting = _jobs.WaitAsync(job.Id, leaving.Token);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(JobStatuses.Pending, (await _jobs.GetAsync(job.Id, Token)).Status);
    }

    [Fact]
    public async Task WaitAsync_ClientWithAShortTimeLimit_WaitsLongerAllTheSame()
    {
        using var http = new HttpClient { BaseAddress = new Uri(router.Address), Timeout = TimeSpan.FromSeconds(2) };
        var job = await _jobs.SubmitAsync(Ask("Go") with { DelaySeconds = 3 }, Token);

        Assert.NotEmpty(await new SwitchyardClient(http).Jobs.WaitAsync(job.Id, Token));
    }

    [Fact]
    public async Task WaitAsync_AnswersLost_AsksAgain()
    {
        await using var proxy = new CuttingProxy(router.Port, 0, 40);
        using var http = new HttpClient { BaseAddress = proxy.Address };
        var job = await _jobs.SubmitAsync(Ask("Go"), Token);

        Assert.NotEmpty(await new SwitchyardClient(http).Jobs.WaitAsync(job.Id, Token));
        Assert.Equal(3, proxy.Connections);
    }

    [Fact]
    public async Task ReplayAsync_DeadLetter_IsDoneAgain()
    {
        var job = await _jobs.SubmitAsync(Ask("Go", model: "first/nobody"), Token);
        await Assert.ThrowsAsync<JobFailedException>(() => _jobs.WaitAsync(job.Id, Token));

        await _jobs.ReplayAsync(job.Id, Token);

        Assert.Equal(2, (await Assert.ThrowsAsync<JobFailedException>(() => _jobs.WaitAsync(job.Id, Token))).Job.Attempts);
    }

    [Fact]
    public async Task CancelAsync_CompletedJob_IsRefused()
    {
        var job = await _jobs.SubmitAsync(Ask("Go"), Token);
        await _jobs.WaitAsync(job.Id, Token);

        var refused = await Assert.ThrowsAsync<RouterRefusedException>(() => _jobs.CancelAsync(job.Id, Token));

        Assert.Equal((HttpStatusCode.Conflict, "already_finished"), (refused.Status, refused.Code));
    }
}
