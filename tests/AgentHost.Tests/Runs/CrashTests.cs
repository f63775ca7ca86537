using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Services;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.AgentHost.Tests.Runs;

public sealed class CrashTests(StoresFixture stores)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_WhoseHostIsKilled_ShowsInterruptedAfterTheNextStart()
    {
        var left = new TaskCompletionSource();
        await using var router = await FakeUpstream.StartAsync(
            context => (context.Request.Path == "/v1/chat/completions" ? Replies.StreamThenHang(left, "thinking") : Replies.Error(404, "Nothing here.", "not_found"))(context), Cancellation);
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings:switchyard"] = stores.Postgres.ConnectionString,
            ["ConnectionStrings:cache"] = stores.Redis.ConnectionString,
            ["services:router:http:0"] = router.Address,
            ["AgentHost:Lease"] = "00:00:03",
            ["AgentHost:HeartbeatInterval"] = "00:00:01",
        };
        string id;
        await using (var first = await ServiceProcess.StartAsync("AgentHost", settings, Cancellation))
        {
            await using var events = new RunsClient(first.Http).StartAsync("hello", "crashed").GetAsyncEnumerator(Cancellation);
            Assert.True(await events.MoveNextAsync());
            id = events.Current.RunId;
            await first.KillAsync();
        }

        await using var second = await ServiceProcess.StartAsync("AgentHost", settings, Cancellation);
        var client = new RunsClient(second.Http);
        await Deadline.WaitAsync(async () => (await client.GetAsync(id))!.Status != RunStatuses.Running, TimeSpan.FromSeconds(30), "the run to be interrupted", Cancellation);

        var run = (await client.GetAsync(id))!;
        Assert.Equal((RunStatuses.Interrupted, "hello"), (run.Status, run.Input));
        Assert.Equal(RunEventTypes.Failed, run.Events[^1].Type);
    }
}
