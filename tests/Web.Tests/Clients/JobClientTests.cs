using Switchyard.Tests.Common.Upstreams;
using Switchyard.Web.Clients;
using Switchyard.Web.Jobs;
using Switchyard.Web.Tests.Support;
using Xunit;

namespace Switchyard.Web.Tests.Clients;

public sealed class JobClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", null, null, "/v1/queue/jobs?limit=50")]
    [InlineData("waiting", null, null, "/v1/queue/jobs?limit=50&status=pending")]
    [InlineData("dead", "a b", "urgent", "/v1/queue/jobs?limit=50&status=failed%2Ctimeout&queue=a%20b&priority=urgent")]
    public async Task GetJobsAsync_Filter_IsInTheQuery(string tab, string? queue, string? priority, string path)
    {
        await using var router = await FakeUpstream.StartAsync(Replies.Json(JobSamples.All), Token);

        var reply = await Services.Jobs(router).GetJobsAsync(new JobFilter(JobTab.Find(tab), queue, priority), 50, Token);

        Assert.Equal([JobSamples.Waiting, JobSamples.Running, JobSamples.Failed, JobSamples.Completed], reply.Value!.Data.Select(static job => job.Id));
        Assert.Equal(path, Assert.Single(router.Requests).Path);
    }

    [Fact]
    public async Task GetDepthsAsync_List_IsRead()
    {
        await using var router = await FakeUpstream.StartAsync(Replies.Json(JobSamples.Depths), Token);

        var reply = await Services.Jobs(router).GetDepthsAsync(Token);

        Assert.Equal([("default", "high", 6), ("default", "normal", 0), ("nightly", "low", 0)], reply.Value!.Data.Select(static depth => (depth.Queue, depth.Priority, depth.Ready)));
    }

    [Fact]
    public async Task Changes_AreAskedOfTheRouter()
    {
        await using var router = await FakeUpstream.StartAsync(Replies.Json(JobSamples.FailedJob, 202), Token);

        var cancelled = await Services.Jobs(router).CancelAsync("../a", Token);
        var replayed = await Services.Jobs(router).ReplayAsync("../a", Token);

        Assert.Equal((JobSamples.Failed, JobSamples.Failed), (cancelled.Value!.Id, replayed.Value!.Id));
        Assert.Equal([("DELETE", "/v1/queue/cancel/..%2Fa"), ("POST", "/v1/queue/replay/..%2Fa")], router.Requests.Select(static request => (request.Method, request.Path)));
    }

    [Fact]
    public async Task GetJobAsync_DatabaseAway_IsRefusedWithTheRoutersSentence()
    {
        await using var router = await FakeUpstream.StartAsync(Replies.Error(503, "The job queue's database does not answer.", "unavailable"), Token);

        Assert.Equal(Reply<Contracts.Queue.JobInfo>.Refused("The job queue's database does not answer."), await Services.Jobs(router).GetJobAsync("a", Token));
    }

    [Fact]
    public async Task GetResultAsync_Answer_IsLaidOut()
    {
        await using var router = await FakeUpstream.StartAsync(Replies.Json(JobSamples.Answer), Token);

        var reply = await Services.Jobs(router).GetResultAsync("a", Token);

        Assert.Equal([("assistant", "The capital is Paris.")], reply.Value!.Messages.Select(static message => (message.Role, message.Text)));
        Assert.StartsWith("{\n  \"id\": \"chatcmpl-1\",", reply.Value.Text, StringComparison.Ordinal);
        Assert.Equal("/v1/queue/result/a", Assert.Single(router.Requests).Path);
    }
}
