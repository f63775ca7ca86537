using System.Net;
using Dapper;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.AgentHost.Tests.Runs;

public sealed class RunTests(StoresFixture stores)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_WithToolCall_StreamsEveryStepInOrder()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Call("calculator", """{"expression":"15*23"}""", "Let me calculate."), ScriptedAnswer.Say("15*23 = 345."));

        var events = await app.Runs.RunAsync("What is 15*23?", "steps");

        // Tokens are live only: a reader that comes after the thought or message gets that in their place.
        Assert.Equal(
            [RunEventTypes.Started, RunEventTypes.Thought, RunEventTypes.ToolCall, RunEventTypes.ToolResult, RunEventTypes.Message, RunEventTypes.Completed],
            events.Types());
        Assert.Equal(events.Select(runEvent => runEvent.Sequence).Order(), events.Select(runEvent => runEvent.Sequence));
        Assert.Equal("calculator", events[0].Tools![0]);
        Assert.Equal("345", events.Single(runEvent => runEvent.Type == RunEventTypes.ToolResult).Output);
        Assert.Equal("15*23 = 345.", events.Single(runEvent => runEvent.Type == RunEventTypes.Message).Text);
        Assert.Equal(2, events[^1].Iterations);
    }

    [Fact]
    public async Task Run_Finished_IsInPostgresWithItsSteps()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Call("calculator", """{"expression":"6*7"}"""), ScriptedAnswer.Say("42"));

        var events = await app.Runs.RunAsync("6*7?", "recorded");

        await using var connection = await app.Database.OpenConnectionAsync(Cancellation);
        var id = events[0].RunId;
        Assert.Equal(("completed", "42", 1), await connection.QuerySingleAsync<(string, string, int)>("select status, output, tool_calls from agents.runs where id = @id and user_id = 'recorded'", new { id }));
        Assert.Equal(
            ["run.started", "step.started", "step.done", "step.started", "tool.call", "tool.result", "step.done", "step.started", "step.done", "message", "run.completed"],
            await connection.QueryAsync<string>("select type from agents.run_events where run_id = @id order by sequence", new { id }));
        Assert.Equal("42", await connection.QuerySingleAsync<string>("select data->>'output' from agents.run_events where run_id = @id and type = 'tool.result'", new { id }));
        Assert.Equal(["user", "assistant", "tool", "assistant"], await connection.QueryAsync<string>("select role from agents.messages where run_id = @id order by position", new { id }));
    }

    [Fact]
    public async Task Run_CallerLeaves_GoesOnToItsEnd()
    {
        var release = new TaskCompletionSource();
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Hold("first ", release.Task, "last"));
        var runs = app.Runs;

        string id;
        await using (var events = runs.StartAsync("hello", "leaver").GetAsyncEnumerator(Cancellation))
        {
            Assert.True(await events.MoveNextAsync());
            id = events.Current.RunId;
        }

        release.SetResult();
        var rest = await runs.FollowAsync(id).ToListAsync(Cancellation);

        Assert.Equal(RunEventTypes.Completed, rest[^1].Type);
        Assert.Equal("first last", (await runs.GetAsync(id))!.Output);
    }

    [Fact]
    public async Task Run_WithoutConversation_ContinuesTheLatest()
    {
        var model = new ScriptedChatClient(ScriptedAnswer.Say("Hi Ada."), ScriptedAnswer.Say("Your name is Ada."));
        await using var app = new AgentHostApplication(stores, model);

        var first = await app.Runs.RunAsync("I am Ada.", "continuing");
        var second = await app.Runs.RunAsync("Who am I?", "continuing");

        Assert.Equal(first[0].Conversation, second[0].Conversation);
        Assert.Equal(["system", "user", "assistant", "user"], model.Requests.Last().Select(message => message.Role.Value));
    }

    [Fact]
    public async Task Cancel_RunningRun_EndsAsCancelled()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Hold("thinking", new TaskCompletionSource().Task));
        var runs = app.Runs;
        var types = new List<string>();

        await foreach (var runEvent in runs.StartAsync("hello", "canceller"))
        {
            types.Add(runEvent.Type);
            if (runEvent.Type == RunEventTypes.Token)
            {
                using var response = await runs.CancelAsync(runEvent.RunId);
                Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
            }
        }

        Assert.Equal([RunEventTypes.Started, RunEventTypes.StepStarted, RunEventTypes.Token, RunEventTypes.Cancelled], types);
        Assert.Equal(RunStatuses.Cancelled, Assert.Single((await runs.ListAsync("user=canceller"))!.Data).Status);
    }
}
