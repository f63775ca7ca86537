using Microsoft.AspNetCore.Http;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.AgentClient.Tests;

public sealed class RunStartTests
{
    private const string Route = "POST /v1/agents/assistant/runs";

    private static readonly StartRunRequest s_request = new() { Input = "What is 48 * 73?", User = "local", Conversation = "c" };

    private string? _started;

    [Fact]
    public async Task StartAsync_Stream_YieldsEveryEventInOrder()
    {
        await using var host = await AgentHostFixture.StartAsync((Route, Stream("run.started", "token", "message", "run.completed")));

        var events = await ReadAsync(host);

        Assert.Equal([(1, "run.started"), (2, "token"), (3, "message"), (4, "run.completed")], events.Select(static item => (item.Sequence, item.Type)));
        Assert.Equal("run_1", _started);
    }

    [Fact]
    public async Task StartAsync_Request_SaysWhatIsAskedAndBy()
    {
        await using var host = await AgentHostFixture.StartAsync((Route, Stream()));

        await ReadAsync(host);

        Assert.Equal("text/event-stream", host.Only.Headers["Accept"]);
        Assert.StartsWith("application/json", host.Only.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("""{"input":"What is 48 * 73?","user":"local","conversation":"c"}""", host.Only.Body);
    }

    [Fact]
    public async Task StartAsync_NoEventYet_IsToldTheRun()
    {
        var goesOn = new TaskCompletionSource();
        await using var host = await AgentHostFixture.StartAsync((Route, SayNothingAsync));

        await foreach (var _ in host.Api.Runs.StartAsync("assistant", s_request, Started, TestContext.Current.CancellationToken))
        {
            Assert.Fail("There is no event.");
        }

        Assert.Equal("run_1", _started);

        async Task SayNothingAsync(HttpContext context)
        {
            context.Response.Headers.Location = "/v1/runs/run_1";
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await goesOn.Task.WaitAsync(context.RequestAborted);
        }

        void Started(string id)
        {
            _started = id;
            goesOn.SetResult();
        }
    }

    [Fact]
    public async Task StartAsync_Refused_ThrowsWithTheHostsSentence()
    {
        await using var host = await AgentHostFixture.StartAsync((Route, Replies.Json("""{"title":"not_found","detail":"There is no agent 'x'."}""", 404)));

        Assert.Equal("There is no agent 'x'.", (await Assert.ThrowsAsync<AgentHostRefusedException>(() => ReadAsync(host))).Message);
        Assert.Null(_started);
    }

    [Fact]
    public async Task StartAsync_ConnectionBreaks_Throws()
    {
        var hasRead = new TaskCompletionSource();
        await using var host = await AgentHostFixture.StartAsync((Route, BreakOffAsync));

        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            await foreach (var _ in host.Api.Runs.StartAsync("assistant", s_request, static _ => { }, TestContext.Current.CancellationToken))
            {
                hasRead.SetResult();
            }
        });

        // Not before the event was read: a reset connection forgets what it has received.
        async Task BreakOffAsync(HttpContext context)
        {
            await Stream("run.started")(context);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await hasRead.Task.WaitAsync(context.RequestAborted);
            context.Abort();
        }
    }

    private static RequestDelegate Stream(params string[] types) => async context =>
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.Location = "/v1/runs/run_1";
        await context.Response.WriteAsync(": keep-alive\n\n", context.RequestAborted);
        for (var i = 0; i < types.Length; i++)
        {
            await context.Response.WriteAsync($"id: {i + 1}\nevent: {types[i]}\ndata: {{\"run_id\":\"run_1\",\"sequence\":{i + 1},\"type\":\"{types[i]}\",\"timestamp\":\"2026-01-01T12:00:00+00:00\"}}\n\n", context.RequestAborted);
        }
    };

    private async Task<List<RunEvent>> ReadAsync(AgentHostFixture host)
    {
        List<RunEvent> events = [];
        await foreach (var item in host.Api.Runs.StartAsync("assistant", s_request, id => _started = id, TestContext.Current.CancellationToken))
        {
            events.Add(item);
        }

        return events;
    }
}
