using System.Net;
using System.Text.Json;
using Switchyard.Contracts.Queue;
using static Switchyard.QueueClient.Tests.RouterFixture;

namespace Switchyard.QueueClient.Tests;

public sealed class JobsClientTests(RouterFixture router)
{
    private readonly JobsClient _jobs = router.Client.Jobs;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WaitAsync_SubmittedRequest_GetsItsAnswer()
    {
        var request = Ask("What is 6*7?");

        var job = await _jobs.SubmitAsync(request, Token);
        var answer = await _jobs.WaitAsync(job.Id, Token);
        var done = await _jobs.GetAsync(job.Id, Token);

        Assert.Equal("chat.completion", JsonElement.Parse(answer).GetProperty("object").GetString());
        Assert.Equal(answer, await _jobs.GetResultAsync(job.Id, Token));
        Assert.Equal(request.Body!.Value.GetRawText(), await _jobs.GetRequestAsync(job.Id, Token));
        Assert.Equal((JobStatuses.Completed, 1), (done.Status, done.Attempts));
    }

    [Fact]
    public async Task SubmitAsync_Options_HoldOfTheJob()
    {
        var queue = NewName();

        var job = await _jobs.SubmitAsync(
            new SubmitJobRequest
            {
                Url = "/v1/embeddings",
                Body = JsonElement.Parse("""{"model":"first/m","input":"Go"}"""),
                Priority = "high",
                Queue = queue,
                DelaySeconds = 3_600,
                StartWithinSeconds = 7_200,
                TimeLimitSeconds = 60,
                KeepSeconds = 600,
                Retries = 7,
                Labels = ["gpu"],
            },
            Token);

        Assert.Equal(("/v1/embeddings", queue, "high", JobStatuses.Pending, 7, "gpu"), (job.Url, job.Queue, job.Priority, job.Status, job.Retries, Assert.Single(job.Labels)));
        Assert.Equal(TimeSpan.FromHours(1), job.RunAt - job.CreatedAt);
    }

    [Fact]
    public async Task FollowAsync_Job_TellsItsEventsAndItsText()
    {
        var job = await _jobs.SubmitAsync(Ask("Tell me."), Token);

        var news = await _jobs.FollowAsync(job.Id, Token).CollectAsync();
        var rest = await _jobs.FollowAsync(job.Id, news[1].Event.Sequence, static _ => { }, Token).CollectAsync();
        var answer = JsonElement.Parse(await _jobs.WaitAsync(job.Id, Token));

        Assert.Equal([JobEventTypes.Pending, JobEventTypes.Running], news.Take(2).Select(static item => item.Type));
        Assert.Equal(JobStatuses.Completed, news[^1].Type);
        Assert.Equal(answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString(), string.Concat(news.Select(static item => item.Text)));
        Assert.Equal(news.Skip(2).Select(static item => item.Event.Sequence), rest.Select(static item => item.Event.Sequence));
    }

    [Fact]
    public async Task GetResultAsync_WaitingJob_IsNull()
    {
        var job = await _jobs.SubmitAsync(Wait(NewName()), Token);

        Assert.Null(await _jobs.GetResultAsync(job.Id, Token));
    }

    [Fact]
    public async Task GetDepthsAsync_WaitingJob_IsCounted()
    {
        var queue = NewName();
        await _jobs.SubmitAsync(Wait(queue) with { Priority = "urgent" }, Token);

        var depths = await _jobs.GetDepthsAsync(Token);

        var depth = Assert.Single(depths.Data, depth => depth.Queue == queue);
        Assert.Equal(("urgent", 1, 1), (depth.Priority, depth.Ready, depth.Unserved));
    }

    [Fact]
    public async Task GetWorkersAsync_RouterThatDoesJobs_IsOne()
    {
        var job = await _jobs.SubmitAsync(Ask("Are you there?"), Token);
        await _jobs.WaitAsync(job.Id, Token);

        var worker = Assert.Single((await _jobs.GetWorkersAsync(Token)).Data);

        Assert.Equal((await _jobs.GetAsync(job.Id, Token)).Worker, worker.Name);
    }

    [Fact]
    public async Task ListAsync_SmallPages_ListsAllJobsNewestFirst()
    {
        var queue = NewName();
        List<string> ids = [];
        for (var i = 0; i < 5; i++)
        {
            ids.Insert(0, (await _jobs.SubmitAsync(Wait(queue) with { Priority = i == 0 ? "urgent" : "low" }, Token)).Id);
        }

        var query = new JobQuery { Queue = queue, Limit = 2 };
        var page = await _jobs.GetPageAsync(query, Token);

        Assert.Equal((2, true), (page.Data.Count, page.HasMore));
        Assert.Equal(ids, await IdsAsync(query));
        Assert.Equal(ids.Skip(3), await IdsAsync(query with { Before = ids[2] }));
        Assert.Equal([ids[4]], await IdsAsync(query with { Priority = "urgent", Url = "/v1/chat/completions", Statuses = [JobStatuses.Pending, JobStatuses.Running] }));
        Assert.Empty(await IdsAsync(query with { Url = "/v1/embeddings" }));
    }

    [Fact]
    public async Task SubmitAsync_WrongRequest_IsRefusedWithTheMemberAtFault()
    {
        var refused = await Assert.ThrowsAsync<RouterRefusedException>(() => _jobs.SubmitAsync(Ask("Go") with { Priority = "soon" }, Token));

        Assert.Equal(
            (HttpStatusCode.BadRequest, "invalid_value", "priority", null, "'priority' must be low, normal, high or urgent."),
            (refused.Status, refused.Code, refused.Param, refused.RetryAfter, refused.Message));
    }

    [Fact]
    public async Task Questions_AboutAnUnknownJob_AreRefused()
    {
        var id = Guid.NewGuid().ToString();
        Func<Task>[] questions =
        [
            () => _jobs.GetAsync(id, Token),
            () => _jobs.GetRequestAsync(id, Token),
            () => _jobs.GetResultAsync(id, Token),
            () => _jobs.WaitAsync(id, Token),
            () => _jobs.FollowAsync(id, Token).CollectAsync(),
            () => _jobs.CancelAsync(id, Token),
            () => _jobs.ReplayAsync("../depths", Token),
        ];

        foreach (var question in questions)
        {
            var refused = await Assert.ThrowsAsync<RouterRefusedException>(question);
            Assert.Equal((HttpStatusCode.NotFound, "not_found"), (refused.Status, refused.Code));
        }
    }

    private async Task<IEnumerable<string>> IdsAsync(JobQuery query) => (await _jobs.ListAsync(query, Token).CollectAsync()).Select(static job => job.Id);
}
