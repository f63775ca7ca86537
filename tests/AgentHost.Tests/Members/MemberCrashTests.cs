using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Services;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.AgentHost.Tests.Members;

/// <summary>A host that is killed while an agent is at work that a run has called.</summary>
public sealed class MemberCrashTests(StoresFixture stores)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Member_WhoseHostIsKilled_IsGoneOnWithByAnother()
    {
        var asked = 0;
        var (left, held) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var router = await FakeUpstream.StartAsync(
            context =>
            {
                if (context.Request.Path != "/v1/chat/completions")
                {
                    return Replies.Error(404, "Nothing here.", "not_found")(context);
                }

                switch (Interlocked.Increment(ref asked))
                {
                    case 1:
                        return Replies.StreamCall("clerk", """{"task":"Save once in a.txt"}""")(context);
                    case 2:
                        return Replies.StreamCall("write_file", """{"path":"a.txt","content":"once"}""")(context);
                    case 3:
                        held.SetResult();
                        return Replies.StreamThenHang(left, "thinking")(context);
                    case 4:
                        return Replies.Stream("Written.")(context);
                    default:
                        return Replies.Stream("Done.")(context);
                }
            },
            Cancellation);
        var settings = HostSettings.Create(stores, router.Address);
        await using var second = await ServiceProcess.StartAsync("AgentHost", settings, Cancellation);
        string id;
        await using (var first = await ServiceProcess.StartAsync("AgentHost", settings, Cancellation))
        {
            var calling = new RunsClient(first.Http);
            using var clerk = await calling.DefineAsync("clerk", OfficeModel.Clerk);
            using var chief = await calling.DefineAsync("chief", OfficeModel.Chief);
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/agents/chief/runs") { Content = new StringContent("""{"input":"Save once","user":"crashed"}""", null, "application/json") };
            using var started = await first.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
            id = started.Headers.Location!.OriginalString["/v1/runs/".Length..];
            await held.Task.WaitAsync(Cancellation);
            await first.KillAsync();
        }

        var client = new RunsClient(second.Http);
        var before = (await client.GetAsync(id))!;
        var events = await client.FollowAsync(id).ToListAsync(Cancellation);
        var run = (await client.GetAsync(id))!;

        Assert.Equal([RunEventTypes.Started, RunEventTypes.ToolCall, RunEventTypes.Resumed, RunEventTypes.ToolResult, RunEventTypes.Message, RunEventTypes.Completed], events.Types());
        Assert.Equal("Written.", events.Single(runEvent => runEvent.Type == RunEventTypes.ToolResult).Output);
        Assert.Equal((RunStatuses.Completed, "Done."), (run.Status, run.Output));
        Assert.Equal((Assert.Single(before.Members).Id, RunStatuses.Completed), (Assert.Single(run.Members).Id, run.Members[0].Status));
        Assert.Equal((2, 4), (run.ToolCalls, run.Usage!.ModelCalls));
        Assert.Equal(5, asked);
    }
}
