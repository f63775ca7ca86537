using System.Net;
using System.Text.Json;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Services;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.AgentHost.Tests.People;

/// <summary>Calls that must not be made twice, and whose host is killed while they are under way.</summary>
public sealed class UncertainTests(StoresFixture stores)
{
    private static readonly string[] s_users = [ResolveOutcomes.Happened, ResolveOutcomes.DidNotHappen, ResolveOutcomes.End];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task UnsafeCall_OfAKilledHost_IsWhatAPersonSays()
    {
        var posted = 0;
        await using var hook = await FakeUpstream.StartAsync(
            context => (Interlocked.Increment(ref posted) <= s_users.Length ? Replies.Hang(new TaskCompletionSource()) : Replies.Json("{}"))(context), Cancellation);
        await using var router = await StartModelAsync(hook.Address);
        var settings = HostSettings.Create(stores, router.Address);
        settings["AgentHost:Tools:AllowedNetworks:0"] = "127.0.0.0/8";
        await using var second = await ServiceProcess.StartAsync("AgentHost", settings, Cancellation);
        var client = new RunsClient(second.Http);
        await using (var first = await ServiceProcess.StartAsync("AgentHost", settings, Cancellation))
        {
            await StartAsync(new RunsClient(first.Http), () => Volatile.Read(ref posted));
            await first.KillAsync();
        }

        var told = new List<RunEvent>();
        var ended = new Dictionary<string, RunDetail>();
        foreach (var outcome in s_users)
        {
            var request = await WaitAsync(client, outcome);
            Assert.Equal((WaitingKinds.Uncertain, "Did call_webhook happen?", "call_webhook", "{}"), (request.Kind, request.Text, request.Tool, request.Arguments?.GetProperty("json").GetString()));
            using var early = await client.AnswerAsync(request.RunId, request.Key, "yes");
            Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);

            var result = outcome == ResolveOutcomes.Happened ? ",\"result\":\"delivered, says its owner\"" : "";
            using var resolved = await client.PostAsync($"/v1/runs/{request.RunId}/resolve", $$"""{"key":"{{request.Key}}","outcome":"{{outcome}}"{{result}}}""");
            Assert.Equal(HttpStatusCode.Accepted, resolved.StatusCode);

            told.AddRange(await client.FollowAsync(request.RunId).ToListAsync(Cancellation));
            ended[outcome] = (await client.GetAsync(request.RunId))!;
        }

        Assert.Equal([RunStatuses.Completed, RunStatuses.Completed, RunStatuses.Cancelled], s_users.Select(outcome => ended[outcome].Status));
        Assert.Equal(["delivered, says its owner", "delivered (status 200)"], told.Where(runEvent => runEvent.Type == RunEventTypes.ToolResult).Select(runEvent => runEvent.Output));
        Assert.Equal(s_users, told.Where(runEvent => runEvent.Type == RunEventTypes.Answered).Select(runEvent => runEvent.Text));
        Assert.Equal(s_users.Length + 1, posted);
    }

    // Each run asks it first for the call; whoever goes on with one has made it.
    private static Task<FakeUpstream> StartModelAsync(string hook)
    {
        var asked = 0;
        var arguments = JsonSerializer.Serialize(new Dictionary<string, string> { ["url"] = $"{hook}/done", ["json"] = "{}" });
        return FakeUpstream.StartAsync(
            context => (context.Request.Path != "/v1/chat/completions" ? Replies.Error(404, "Nothing here.", "not_found")
                : Interlocked.Increment(ref asked) <= s_users.Length ? Replies.StreamCall("call_webhook", arguments) : Replies.Stream("Told them."))(context),
            Cancellation);
    }

    private static async Task StartAsync(RunsClient client, Func<int> countPosted)
    {
        using var defined = await client.DefineAsync("assistant", "tools: [call_webhook]");
        Assert.True(defined.IsSuccessStatusCode);
        foreach (var (started, user) in s_users.Index())
        {
            await using var events = client.StartAsync("Tell them", user).GetAsyncEnumerator(Cancellation);
            Assert.True(await events.MoveNextAsync());
            await Deadline.WaitAsync(() => Task.FromResult(countPosted() > started), TimeSpan.FromSeconds(60), "the webhook to be called", Cancellation);
        }
    }

    private static async Task<WaitingRequest> WaitAsync(RunsClient client, string user)
    {
        await Deadline.WaitAsync(async () => (await client.ListApprovalsAsync(user)).Count > 0, TimeSpan.FromSeconds(60), "the call to be put to its user", Cancellation);
        return Assert.Single(await client.ListApprovalsAsync(user));
    }
}
