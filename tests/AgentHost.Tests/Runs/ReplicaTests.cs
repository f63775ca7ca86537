using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Switchyard.AgentHost.People;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Agents;
using Switchyard.Tests.Common.Databases;

namespace Switchyard.AgentHost.Tests.Runs;

public sealed class ReplicaTests(StoresFixture stores)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cancel_OnAnotherReplica_ReachesTheRunThroughRedis()
    {
        await using var worker = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Hold("thinking", Never())), ("AgentHost:HeartbeatInterval", "00:01:00"), ("AgentHost:Lease", "00:03:00"));
        await using var other = Other(worker);
        await worker.WaitForCacheAsync();
        await other.WaitForCacheAsync();

        Assert.Equal(RunEventTypes.Cancelled, await CancelFromAsync(worker, other, "redis-cancel"));
    }

    [Fact]
    public async Task Cancel_WithoutRedis_ArrivesWithTheHeartbeat()
    {
        var nowhere = $"127.0.0.1:{FreePort.Find()}";
        await using var worker = new AgentHostApplication(
            stores, new ScriptedChatClient(ScriptedAnswer.Hold("thinking", Never())), ("AgentHost:HeartbeatInterval", "00:00:00.200"), ("ConnectionStrings:cache", nowhere));
        await using var other = Other(worker, ("ConnectionStrings:cache", nowhere));

        Assert.Equal(RunEventTypes.Cancelled, await CancelFromAsync(worker, other, "row-cancel"));
        Assert.Contains("\"cache\":{\"status\":\"Degraded\"", await worker.Runs.Http.GetStringAsync("/health", Cancellation));
    }

    [Fact]
    public async Task Events_OnAnotherReplica_FollowTheRun()
    {
        var release = new TaskCompletionSource();
        await using var worker = new AgentHostApplication(stores, ScriptedAnswer.Hold("first ", release.Task, "last"));
        await using var other = Other(worker);
        await using var events = worker.Runs.StartAsync("hello", "followed").GetAsyncEnumerator(Cancellation);
        Assert.True(await events.MoveNextAsync());

        var followed = other.Runs.FollowAsync(events.Current.RunId).ToListAsync(Cancellation);
        release.SetResult();

        Assert.Equal([RunEventTypes.Started, RunEventTypes.Message, RunEventTypes.Completed], (await followed).Types());
    }

    [Fact]
    public async Task Events_OfOthersWhileTheRunIsAtWork_ReachItsLiveReadersAtOnce()
    {
        var release = new TaskCompletionSource();
        await using var worker = new AgentHostApplication(stores, ScriptedAnswer.Hold("first ", release.Task, "last"));
        await using var other = Other(worker);
        await worker.WaitForCacheAsync();
        await other.WaitForCacheAsync();
        List<RunEvent> told = [];
        await using var events = worker.Runs.StartAsync("hello", "overheard").GetAsyncEnumerator(Cancellation);
        while (await events.MoveNextAsync() && events.Current.Type != RunEventTypes.Token)
        {
            told.Add(events.Current);
        }

        // As another host does that takes an answer to one of the run's questions, or puts one to somebody else.
        await using (var connection = await worker.Database.OpenConnectionAsync(Cancellation))
        {
            await connection.ExecuteAsync(
                "insert into agents.requests (run_id, key, kind, text, choices, node, step, asked_at, escalates_at, escalate_to) select @id, k, 'question', '?', '[]', 'n', 1, now(), now(), 'boss' from unnest(array['a', 'b']) k",
                new { id = told[0].RunId });
        }

        var requests = other.Services.GetRequiredService<RequestStore>();
        Assert.True(await requests.SettleAsync(told[0].RunId, "a", "yes", "overheard", error: null, Cancellation));

        // The run says nothing meanwhile: its model is held.
        while (told.Types().Count(type => type is RunEventTypes.Answered or RunEventTypes.Escalated) < 2)
        {
            Assert.True(await events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
            told.Add(events.Current);
        }

        release.SetResult();
        while (await events.MoveNextAsync())
        {
            told.Add(events.Current);
        }

        Assert.Equal(["answered", "escalated"], told.Types().Where(type => type is RunEventTypes.Answered or RunEventTypes.Escalated).Order());
        Assert.Equal((await worker.Runs.GetAsync(told[0].RunId))!.Events.Select(runEvent => runEvent.Sequence), told.Where(runEvent => runEvent.Type != RunEventTypes.Token).Select(runEvent => runEvent.Sequence));
        Assert.Equal(RunEventTypes.Completed, told[^1].Type);
    }

    [Fact]
    public async Task Start_OfTwoReplicasAtOnce_MigratesOnce()
    {
        await using var first = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Say("ok")), ("ConnectionStrings:switchyard", stores.CreateEmptyDatabase()));
        await using var second = Other(first);

        await Task.WhenAll(Task.Run(() => first.Runs, Cancellation), Task.Run(() => second.Runs, Cancellation));

        await using var connection = await first.Database.OpenConnectionAsync(Cancellation);
        Assert.Equal(["0001_runs.sql", "0002_idempotency.sql", "0003_durable_runs.sql", "0004_inbox.sql", "0005_members.sql", "0006_kinds.sql", "0007_sessions.sql", "0008_artifacts.sql"], await connection.QueryAsync<string>("select version from agents.schema_versions order by version"));
    }

    private AgentHostApplication Other(AgentHostApplication first, params (string Key, string Value)[] settings) =>
        new(stores, new ScriptedChatClient(ScriptedAnswer.Say("ok")), [first.SharedDatabase, .. settings]);

    private static Task Never() => new TaskCompletionSource().Task;

    private static async Task<string> CancelFromAsync(AgentHostApplication worker, AgentHostApplication other, string user)
    {
        RunEvent? last = null;
        await foreach (var runEvent in worker.Runs.StartAsync("hello", user))
        {
            last = runEvent;
            if (runEvent.Type == RunEventTypes.Token)
            {
                using var response = await other.Runs.CancelAsync(runEvent.RunId);
                Assert.True(response.IsSuccessStatusCode);
            }
        }

        return last!.Type;
    }
}
