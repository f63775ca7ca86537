using System.Net;
using Microsoft.AspNetCore.Http;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Upstreams;
using Switchyard.Tests.Common.Waiting;

namespace Switchyard.QueueClient.Tests;

public sealed class JobFollowerTests
{
    private const string Pending = "id: 1\nevent: pending\ndata: {\"sequence\":1,\"attempt\":0,\"at\":\"2026-01-01T12:00:00Z\",\"data\":{}}\n\n";
    private const string Running = "id: 2\nevent: running\ndata: {\"sequence\":2,\"attempt\":1,\"at\":\"2026-01-01T12:00:01Z\",\"data\":{\"worker\":\"w\"}}\n\n";
    private const string Completed = "id: 3\nevent: completed\ndata: {\"sequence\":3,\"attempt\":1,\"at\":\"2026-01-01T12:00:02Z\",\"data\":{}}\n\n";

    private readonly List<string?> _interruptions = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FollowAsync_JobThatEnds_TellsEveryEventAndEnds()
    {
        await using var router = await FakeUpstream.StartAsync(Events($": job\n\n{Pending}{Running}: keep-alive\n\n{Completed}"), Token);

        var news = await FollowAsync(router);

        Assert.Equal([("pending", 1), ("running", 2), ("completed", 3)], news.Select(static item => (item.Type, item.Event.Sequence)));
        var request = Assert.Single(router.Requests);
        Assert.Equal(("/v1/queue/stream/a%20b", "text/event-stream", "0"), (request.Path, request.Headers["Accept"], request.Headers["Last-Event-ID"]));
        Assert.Equal([null], _interruptions);
    }

    [Fact]
    public async Task FollowAsync_ConnectionLost_GoesOnAfterTheLastEvent()
    {
        var connections = 0;
        await using var router = await FakeUpstream.StartAsync(
            context => ++connections switch
            {
                1 => Events(Pending)(context),
                2 => Replies.Error(503, "The database is away.", "unavailable")(context),
                3 => ResetAfterAsync(context, Running),
                _ => Events(Completed)(context),
            },
            Token);

        var news = await FollowAsync(router);

        Assert.Equal([1, 2, 3], news.Select(static item => item.Event.Sequence));
        Assert.Equal(["0", "1", "1", "2"], router.Requests.Select(static request => request.Headers["Last-Event-ID"]));
        Assert.Equal([null, "The connection to the Router was lost.", "The database is away.", null, "The connection to the Router was lost.", null], _interruptions);
    }

    [Fact]
    public async Task FollowAsync_NobodyListens_SaysSoAndTriesAgain()
    {
        var port = Switchyard.Tests.Common.Databases.FreePort.Find();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var time = new ManualTimeProvider();
        var said = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var news = new SwitchyardClient(http, time).Jobs.FollowAsync("a b", 0, problem => said.TrySetResult(problem), Token).GetAsyncEnumerator(Token);
        var next = news.MoveNextAsync();
        Assert.Equal("The Router does not answer.", await said.Task);

        await using var router = await FakeUpstream.StartAsync(Events(Pending + Completed), Token, port);
        await Eventually.BecomesTrueAsync(() => time.WaitingTimers == 1, Token);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(await next);
        Assert.Equal("pending", news.Current.Type);
    }

    [Fact]
    public async Task FollowAsync_UnknownJob_IsRefusedWithTheRoutersSentence()
    {
        await using var router = await FakeUpstream.StartAsync(Replies.Error(404, "There is no such job.", "not_found"), Token);

        var refused = await Assert.ThrowsAsync<RouterRefusedException>(() => FollowAsync(router));

        Assert.Equal((HttpStatusCode.NotFound, "not_found", "There is no such job."), (refused.Status, refused.Code, refused.Message));
    }

    [Fact]
    public async Task FollowAsync_NothingLeftToTell_Ends()
    {
        await using var router = await FakeUpstream.StartAsync(
            static context =>
            {
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            },
            Token);

        Assert.Empty(await FollowAsync(router, after: 3));
        Assert.Equal("3", Assert.Single(router.Requests).Headers["Last-Event-ID"]);
    }

    [Fact]
    public async Task FollowAsync_ReplayedJob_GoesOnBehindItsFirstEnd()
    {
        await using var router = await FakeUpstream.StartAsync(Events(Completed.Replace("completed", "failed", StringComparison.Ordinal) + Running.Replace("2", "4", StringComparison.Ordinal) + Completed.Replace("3", "5", StringComparison.Ordinal)), Token);

        Assert.Equal(["failed", "running", "completed"], (await FollowAsync(router)).Select(static item => item.Type));
    }

    private static RequestDelegate Events(string text) => Replies.Body("text/event-stream", text);

    private static async Task ResetAfterAsync(HttpContext context, string text)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.ContentLength = 10_000;
        await context.Response.WriteAsync(text, Token);
        await context.Response.Body.FlushAsync(Token);
    }

    private async Task<List<JobNews>> FollowAsync(FakeUpstream router, long after = 0)
    {
        using var http = new HttpClient { BaseAddress = new Uri(router.Address) };
        List<JobNews> news = [];
        await foreach (var item in new SwitchyardClient(http).Jobs.FollowAsync("a b", after, _interruptions.Add, Token))
        {
            news.Add(item);
        }

        return news;
    }
}
