using Microsoft.AspNetCore.Http;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.AgentClient.Tests;

public sealed class RunFollowerTests
{
    private const string Events = "GET /v1/runs/run_1/events";
    private const string Run = "GET /v1/runs/run_1";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FollowAsync_Run_YieldsItsEventsToTheLast()
    {
        await using var host = await AgentHostFixture.StartAsync((Events, Stream((1, "run.started"), (2, "step.started"), (5, "run.completed"))));

        Assert.Equal([1, 2, 5], await FollowAsync(host, 0));
        Assert.False(host.Only.Headers.ContainsKey("Last-Event-ID"));
    }

    [Fact]
    public async Task FollowAsync_ConnectionLost_GoesOnAfterTheLastEvent()
    {
        var connections = 0;
        await using var host = await AgentHostFixture.StartAsync(
            (Events, context => ++connections == 1 ? Stream((1, "run.started"), (2, "token"))(context) : Stream((3, "run.completed"))(context)),
            (Run, Replies.Json(Detail("running"))));
        var said = new List<string?>();

        var seen = await FollowAsync(host, 0, said.Add);

        Assert.Equal([1, 2, 3], seen);
        Assert.Equal("2", host.Requests.Last().Headers["Last-Event-ID"]);
        Assert.Equal([null, "The connection to the AgentHost was lost.", null], said);
    }

    [Fact]
    public async Task FollowAsync_HostAway_TriesUntilItIsThere()
    {
        var connections = 0;
        await using var host = await AgentHostFixture.StartAsync(
            (Events, context => ++connections == 1 ? Replies.Json("""{"detail":"The database is away."}""", 503)(context) : Stream((1, "run.cancelled"))(context)),
            (Run, Replies.Json("""{"detail":"The database is away."}""", 503)));
        var said = new List<string?>();

        Assert.Equal([1], await FollowAsync(host, 0, said.Add));
        Assert.Equal(["The database is away.", null], said);
    }

    [Fact]
    public async Task FollowAsync_EndedBeforeTheLastKnownEvent_Ends()
    {
        await using var host = await AgentHostFixture.StartAsync((Events, Stream()), (Run, Replies.Json(Detail("completed"))));

        Assert.Empty(await FollowAsync(host, 9));
        Assert.Equal("9", host.Requests.First().Headers["Last-Event-ID"]);
    }

    [Fact]
    public async Task FollowAsync_UnknownRun_Throws()
    {
        await using var host = await AgentHostFixture.StartAsync();

        await Assert.ThrowsAsync<AgentHostRefusedException>(() => FollowAsync(host, 0));
    }

    private static string Detail(string status) =>
        $$"""{"id":"run_1","agent":"assistant","user":"local","conversation":"c","status":"{{status}}","model":"m","input":"Hello","created_at":"2026-01-01T12:00:00+00:00","events":[]}""";

    private static RequestDelegate Stream(params (long Sequence, string Type)[] events) => async context =>
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync(": keep-alive\n\n", context.RequestAborted);
        foreach (var (sequence, type) in events)
        {
            await context.Response.WriteAsync($"id: {sequence}\nevent: {type}\ndata: {{\"run_id\":\"run_1\",\"sequence\":{sequence},\"type\":\"{type}\",\"timestamp\":\"2026-01-01T12:00:00+00:00\"}}\n\n", context.RequestAborted);
        }
    };

    private static Task<List<long>> FollowAsync(AgentHostFixture host, long after) => FollowAsync(host, after, static _ => { });

    private static async Task<List<long>> FollowAsync(AgentHostFixture host, long after, Action<string?> interrupted)
    {
        List<long> seen = [];
        await foreach (RunEvent item in host.Api.Runs.FollowAsync("run_1", after, interrupted, Token))
        {
            seen.Add(item.Sequence);
        }

        return seen;
    }
}
