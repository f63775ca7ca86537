using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Services;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.AgentHost.Tests.Runs;

/// <summary>Hosts that are killed in the middle of a run, as processes of their own.</summary>
public sealed class CrashTests(StoresFixture stores)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_WhoseHostIsKilled_IsGoneOnWithByAnother()
    {
        var asked = 0;
        var left = new TaskCompletionSource();
        await using var router = await FakeUpstream.StartAsync(
            context => (context.Request.Path != "/v1/chat/completions" ? Replies.Error(404, "Nothing here.", "not_found")
                : Interlocked.Increment(ref asked) switch
                {
                    1 => Replies.StreamCall("write_file", """{"path":"a.txt","content":"once"}"""),
                    2 => Replies.StreamThenHang(left, "thinking"),
                    _ => Replies.Stream("Written."),
                })(context),
            Cancellation);
        var settings = HostSettings.Create(stores, router.Address);
        await using var second = await ServiceProcess.StartAsync("AgentHost", settings, Cancellation);
        List<RunEvent> before = [];
        await using (var first = await ServiceProcess.StartAsync("AgentHost", settings, Cancellation))
        {
            await using var events = new RunsClient(first.Http).StartAsync("Save once in a.txt", "crashed").GetAsyncEnumerator(Cancellation);
            while (before.LastOrDefault()?.Type != RunEventTypes.Token && await events.MoveNextAsync())
            {
                before.Add(events.Current);
            }

            await first.KillAsync();
        }

        var client = new RunsClient(second.Http);
        var after = await client.FollowAsync(before[0].RunId, before[^1].Sequence).ToListAsync(Cancellation);
        var run = (await client.GetAsync(before[0].RunId))!;

        Assert.Equal([RunEventTypes.Resumed, RunEventTypes.Message, RunEventTypes.Completed], after.Types());
        Assert.All(before.Concat(after).Zip(before.Concat(after).Skip(1)), pair => Assert.True(pair.First.Sequence < pair.Second.Sequence));
        Assert.Equal((RunStatuses.Completed, "Written.", 1), (run.Status, run.Output, run.ToolCalls));
        Assert.Equal([RunEventTypes.Started, RunEventTypes.ToolCall, RunEventTypes.ToolResult, RunEventTypes.Resumed, RunEventTypes.Message, RunEventTypes.Completed], run.Events.Types());
        Assert.Equal(3, asked);
    }
}
