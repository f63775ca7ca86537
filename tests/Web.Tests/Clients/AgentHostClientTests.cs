using Microsoft.AspNetCore.Http;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Upstreams;
using Switchyard.Web.Clients;
using Switchyard.Web.Tests.Support;
using Xunit;

namespace Switchyard.Web.Tests.Clients;

public sealed class AgentHostClientTests
{
    private static readonly StartRunRequest s_request = new() { Input = "What is 48 * 73?", User = "local", Conversation = "c" };

    [Fact]
    public async Task StartAsync_Stream_YieldsEveryEventInOrder()
    {
        await using var agents = await FakeUpstream.StartAsync(RunEvents.Stream(RunEvents.Calculation()), TestContext.Current.CancellationToken);

        var events = await ReadAsync(agents);

        Assert.Equal(RunEvents.Calculation().Select(static e => (e.Sequence, e.Type, e.Text)), events.Select(static e => (e.Sequence, e.Type, e.Text)));
    }

    [Fact]
    public async Task StartAsync_Request_SaysWhatIsAskedAndBy()
    {
        await using var agents = await FakeUpstream.StartAsync(RunEvents.Stream([]), TestContext.Current.CancellationToken);

        await ReadAsync(agents);

        var request = Assert.Single(agents.Requests);
        Assert.Equal(("POST", "/v1/agents/assistant/runs"), (request.Method, request.Path));
        Assert.Equal("text/event-stream", request.Headers["Accept"]);
        Assert.StartsWith("application/json", request.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("""{"input":"What is 48 * 73?","user":"local","conversation":"c"}""", request.Body);
    }

    [Fact]
    public async Task StartAsync_Comments_AreNoEvents()
    {
        await using var agents = await FakeUpstream.StartAsync(
            async context =>
            {
                context.Response.ContentType = "text/event-stream";
                await context.Response.WriteAsync(": keep-alive\n\n");
                await RunEvents.WriteAsync(context, RunEvents.Started());
            },
            TestContext.Current.CancellationToken);

        Assert.Equal(RunEventTypes.Started, Assert.Single(await ReadAsync(agents)).Type);
    }

    [Fact]
    public async Task StartAsync_Refused_ThrowsWithTheServicesSentence()
    {
        await using var agents = await FakeUpstream.StartAsync(Replies.Json("""{"title":"Not Found","detail":"There is no agent 'x'."}""", 404), TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<ServiceRefusedException>(() => ReadAsync(agents));

        Assert.Equal("There is no agent 'x'.", refused.Message);
    }

    [Fact]
    public async Task GetAgentsAsync_List_IsRead()
    {
        await using var agents = await FakeUpstream.StartAsync(Replies.Json(Samples.Agents), TestContext.Current.CancellationToken);

        var reply = await Services.AgentHost(agents).GetAgentsAsync(TestContext.Current.CancellationToken);

        Assert.Equal("assistant", Assert.Single(reply.Value!.Data).Id);
    }

    [Theory]
    [InlineData(null, null, "/v1/runs?limit=30")]
    [InlineData("running", null, "/v1/runs?limit=30&status=running")]
    [InlineData("failed", "a/b+c", "/v1/runs?limit=30&status=failed&before=a%2Fb%2Bc")]
    public async Task GetRunsAsync_Filter_IsInTheQuery(string? status, string? before, string path)
    {
        await using var agents = await FakeUpstream.StartAsync(Replies.Json(Samples.Runs), TestContext.Current.CancellationToken);

        var reply = await Services.AgentHost(agents).GetRunsAsync(status, 30, before, TestContext.Current.CancellationToken);

        Assert.Equal("cursor", reply.Value!.Next);
        Assert.Equal(path, Assert.Single(agents.Requests).Path);
    }

    [Fact]
    public async Task GetRunAsync_Id_IsEscaped()
    {
        await using var agents = await FakeUpstream.StartAsync(Replies.Json("{}", 404), TestContext.Current.CancellationToken);

        await Services.AgentHost(agents).GetRunAsync("../agents", TestContext.Current.CancellationToken);

        Assert.Equal("/v1/runs/..%2Fagents", Assert.Single(agents.Requests).Path);
    }

    [Fact]
    public async Task CancelAsync_Run_IsAskedToStop()
    {
        await using var agents = await FakeUpstream.StartAsync(Replies.Json("{}", 202), TestContext.Current.CancellationToken);

        var reply = await Services.AgentHost(agents).CancelAsync("run_1", TestContext.Current.CancellationToken);

        Assert.True(reply.Succeeded);
        Assert.Equal(("POST", "/v1/runs/run_1/cancel"), (Assert.Single(agents.Requests).Method, Assert.Single(agents.Requests).Path));
    }

    private static async Task<List<RunEvent>> ReadAsync(FakeUpstream agents)
    {
        var events = new List<RunEvent>();
        await foreach (var runEvent in Services.AgentHost(agents).StartAsync("assistant", s_request, static _ => { }, TestContext.Current.CancellationToken))
        {
            events.Add(runEvent);
        }

        return events;
    }
}
