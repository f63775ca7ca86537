using Dapper;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.AgentHost.Tests.Runs;

/// <summary>Runs that one host leaves and another goes on with.</summary>
public sealed class TakeOverTests(StoresFixture stores)
{
    private static readonly (string Key, string Value)[] s_quick = [("AgentHost:Lease", "00:00:01"), ("AgentHost:HeartbeatInterval", "00:00:00.200")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Host_Stopping_HandsItsRunsOver()
    {
        var worker = new AgentHostApplication(stores, ScriptedAnswer.Call("calculator", """{"expression":"6*7"}"""), ScriptedAnswer.Hold("thinking", Never()));
        await using var next = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Say("It is 42.")), worker.SharedDatabase);
        var client = next.Runs;
        List<RunEvent> before = [];
        await using (var events = worker.Runs.StartAsync("6*7?", "stopped").GetAsyncEnumerator(Cancellation))
        {
            while (before.LastOrDefault()?.Type != RunEventTypes.Token && await events.MoveNextAsync())
            {
                before.Add(events.Current);
            }
        }

        await worker.DisposeAsync();
        var after = await client.FollowAsync(before[0].RunId, before[^1].Sequence).ToListAsync(Cancellation);

        Assert.Equal([RunEventTypes.Resumed, RunEventTypes.Message, RunEventTypes.Completed], after.Types());
        Assert.True(after[0].Sequence > before[^1].Sequence);
        Assert.Equal((RunStatuses.Completed, "It is 42.", 1), await ReadAsync(client, before[0].RunId));
    }

    [Fact]
    public async Task Run_OfAHostThatLostIt_IsFinishedByTheOtherAndNotTwice()
    {
        var release = new TaskCompletionSource();
        await using var slow = new AgentHostApplication(
            stores, new ScriptedChatClient(ScriptedAnswer.Hold("first ", release.Task, "last")), ("AgentHost:HeartbeatInterval", "00:01:00"), ("AgentHost:Lease", "00:03:00"));
        await using var events = slow.Runs.StartAsync("hello", "fenced").GetAsyncEnumerator(Cancellation);
        Assert.True(await events.MoveNextAsync());
        var id = events.Current.RunId;
        while (events.Current.Type != RunEventTypes.Token && await events.MoveNextAsync())
        {
            // Until the model is at work.
        }

        await ExecuteAsync(slow, "update agents.runs set lease_until = clock_timestamp() - interval '1 second' where id = @id", id);
        await using var quick = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Say("from the other")), [slow.SharedDatabase, .. s_quick]);
        var followed = await quick.Runs.FollowAsync(id).ToListAsync(Cancellation);
        release.SetResult();
        List<RunEvent> rest = [];
        while (await events.MoveNextAsync())
        {
            rest.Add(events.Current);
        }

        // The reader of the host that lost the run is told the same end.
        Assert.Equal((RunStatuses.Completed, "from the other", 0), await ReadAsync(quick.Runs, id));
        Assert.Equal([RunEventTypes.Started, RunEventTypes.Resumed, RunEventTypes.Message, RunEventTypes.Completed], followed.Types());
        Assert.Equal([RunEventTypes.Resumed, RunEventTypes.Message, RunEventTypes.Completed], rest.Types());
        Assert.Equal("from the other", rest.Single(runEvent => runEvent.Type == RunEventTypes.Message).Text);
    }

    [Fact]
    public async Task Record_BehindItsJournal_IsBroughtUpToIt()
    {
        await using var app = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Call("calculator", """{"expression":"6*7"}"""), ScriptedAnswer.Say("42")), s_quick);
        var id = (await app.Runs.RunAsync("6*7?", "behind"))[0].RunId;

        // As a host leaves it that dies after the journal's last entry.
        await ExecuteAsync(
            app,
            """
            delete from agents.run_events where run_id = @id and type in ('tool.result', 'message', 'run.completed');
            delete from agents.messages where run_id = @id and position > 0;
            update agents.runs set status = 'running', host = 'dead', output = null, tool_calls = 0, lease_until = clock_timestamp() - interval '1 second' where id = @id
            """,
            id);
        var run = await app.Runs.FollowAsync(id).ToListAsync(Cancellation);

        Assert.Equal([RunEventTypes.Started, RunEventTypes.ToolCall, RunEventTypes.Resumed, RunEventTypes.ToolResult, RunEventTypes.Message, RunEventTypes.Completed], run.Types());
        Assert.Equal((RunStatuses.Completed, "42", 1), await ReadAsync(app.Runs, id));
        await using var connection = await app.Database.OpenConnectionAsync(Cancellation);
        Assert.Equal(["user", "assistant", "tool", "assistant"], await connection.QueryAsync<string>("select role from agents.messages where run_id = @id order by position", new { id }));
    }

    [Fact]
    public async Task Run_FromBeforeTheJournal_IsInterrupted()
    {
        await using var app = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Say("ok")), s_quick);
        var id = (await app.Runs.RunAsync("hello", "old"))[0].RunId;
        await ExecuteAsync(
            app, "update agents.runs set status = 'running', version = null, lease_until = clock_timestamp() - interval '1 second' where id = @id; delete from agents.run_events where run_id = @id and type <> 'run.started'", id);

        var events = await app.Runs.FollowAsync(id).ToListAsync(Cancellation);

        Assert.Equal(RunEventTypes.Failed, events[^1].Type);
        var run = (await app.Runs.GetAsync(id))!;
        Assert.Equal((RunStatuses.Interrupted, "The host that worked on this run stopped before it ended. Start it again."), (run.Status, run.Error));
    }

    [Fact]
    public async Task Run_ThatKillsItsHosts_IsGivenUp()
    {
        await using var app = new AgentHostApplication(
            stores, new ScriptedChatClient(ScriptedAnswer.Hold("thinking", Never())), [("AgentHost:MaxTakeOvers", "2"), .. s_quick]);
        await using var events = app.Runs.StartAsync("hello", "poison").GetAsyncEnumerator(Cancellation);
        Assert.True(await events.MoveNextAsync());
        var id = events.Current.RunId;
        while (events.Current.Type != RunEventTypes.Token && await events.MoveNextAsync())
        {
            // Until the model is at work, and the journal has what it is to have for now.
        }

        // Two hosts died at this place, and now the third.
        await ExecuteAsync(
            app,
            """
            update agents.runs set stalled = 2, found_entry = (select last_sequence from agent_runs.runs where id = substr(@id, 5)::uuid), host = 'dead', lease_until = clock_timestamp() - interval '1 second'
            where id = @id
            """,
            id);
        await Deadline.WaitAsync(async () => (await app.Runs.GetAsync(id))!.Status != RunStatuses.Running, TimeSpan.FromSeconds(30), "the run to be given up", Cancellation);

        var run = (await app.Runs.GetAsync(id))!;
        Assert.Equal(RunStatuses.Failed, run.Status);
        Assert.StartsWith("Each host that worked on this run at this place died.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_OfARunThatWasTakenOver_NamesIt()
    {
        var worker = new AgentHostApplication(stores, ScriptedAnswer.Hold("thinking", Never()));
        await using var next = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Say("done")), worker.SharedDatabase);
        var client = next.Runs;
        using var first = await worker.Runs.StartUnderAsync("k", """{"input":"hello","user":"key-taken"}""");
        await worker.DisposeAsync();

        using var again = await client.StartUnderAsync("k", """{"input":"hello","user":"key-taken"}""", "application/json");

        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Contains("\"output\":\"done\"", await again.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private static Task Never() => new TaskCompletionSource().Task;

    private static async Task<(string Status, string? Output, int ToolCalls)> ReadAsync(RunsClient client, string id)
    {
        var run = (await client.GetAsync(id))!;
        return (run.Status, run.Output, run.ToolCalls);
    }

    private static async Task ExecuteAsync(AgentHostApplication app, string sql, string id)
    {
        await using var connection = await app.Database.OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync(sql, new { id });
    }
}
