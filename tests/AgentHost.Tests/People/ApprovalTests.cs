using System.Net;
using System.Text.Json;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.AgentHost.Tests.People;

/// <summary>Runs that ask people.</summary>
public sealed class ApprovalTests(StoresFixture stores)
{
    private const string Careful = """
        tools: [write_file, calculator]
        approvals:
          - tool: write_file
        """;

    private static readonly (string Key, string Value)[] s_quick = [("AgentHost:Lease", "00:00:01"), ("AgentHost:HeartbeatInterval", "00:00:00.200")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Approval_OfACall_WaitsInTheInboxOverARestart()
    {
        var first = await StartAsync(Careful);
        var run = await AskAsync(first, "boxed");
        var waiting = Assert.Single(run.Waiting);
        await first.DisposeAsync();
        await using var second = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Say("Written.")), [first.SharedDatabase, .. s_quick]);
        var client = second.Runs;

        var inbox = Assert.Single(await client.ListApprovalsAsync("boxed"));
        using var answer = await client.AnswerAsync(run.Id, inbox.Key, "approve");
        var events = await client.FollowAsync(run.Id).ToListAsync(Cancellation);

        Assert.Equal(RunStatuses.Waiting, run.Status);
        Assert.Equal((WaitingKinds.Approval, "write_file", "careful", "boxed"), (waiting.Kind, waiting.Tool, waiting.Agent, waiting.User));
        Assert.Equal("a.txt", waiting.Arguments!.Value.GetProperty("path").GetString());
        Assert.Equal(waiting.Key, inbox.Key);
        Assert.Equal(["approve", "refuse"], inbox.Choices);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(
            [RunEventTypes.Started, RunEventTypes.Approval, RunEventTypes.Waiting, RunEventTypes.Answered, RunEventTypes.Resumed, RunEventTypes.ToolCall, RunEventTypes.ToolResult, RunEventTypes.Message, RunEventTypes.Completed],
            events.Types());
        Assert.Equal("Wrote 1 bytes to a.txt", events.Single(runEvent => runEvent.Type == RunEventTypes.ToolResult).Output);
        Assert.Empty(await client.ListApprovalsAsync("boxed"));
    }

    [Fact]
    public async Task Approval_Refused_TellsTheModel()
    {
        await using var app = await StartAsync(Careful);
        var run = await AskAsync(app, "refusing");

        using var answer = await app.Runs.AnswerAsync(run.Id, run.Waiting[0].Key, "refuse");
        var events = await app.Runs.FollowAsync(run.Id).ToListAsync(Cancellation);

        Assert.Equal("the user refused this call", events.Single(runEvent => runEvent.Type == RunEventTypes.ToolResult).Error);
        Assert.Equal(("refuse", "refusing"), events.Where(runEvent => runEvent.Type == RunEventTypes.Answered).Select(runEvent => (runEvent.Text, runEvent.User)).Single());
    }

    [Fact]
    public async Task Answer_WrongOrTooLate_IsRefused()
    {
        await using var app = await StartAsync(Careful);
        var run = await AskAsync(app, "wrong");
        var key = run.Waiting[0].Key;

        var statuses = new List<HttpStatusCode>();
        foreach (var (at, text) in new[] { (key, "perhaps"), ("nothing", "approve"), (key, "refuse"), (key, "approve") })
        {
            using var answer = await app.Runs.AnswerAsync(run.Id, at, text);
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.Conflict, HttpStatusCode.Accepted, HttpStatusCode.Conflict], statuses);
    }

    [Theory]
    [InlineData("answer", """{"answer":"approve"}""", "key")]
    [InlineData("answer", """{"key":"k"}""", "answer")]
    [InlineData("answer", """{"key":"k","answer":"a","user":"a b"}""", "user")]
    [InlineData("resolve", """{"key":"k"}""", "outcome")]
    [InlineData("resolve", """{"key":"k","outcome":"perhaps"}""", "outcome")]
    [InlineData("resolve", """{"key":"k","outcome":"happened"}""", "result")]
    [InlineData("resolve", """{"key":"k","outcome":"end","result":1}""", "result")]
    public async Task Body_WithAWrongMember_Answers400(string route, string body, string param)
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));

        using var response = await app.Runs.PostAsync($"/v1/runs/run_1/{route}", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(param, JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancellation)).GetProperty("param").GetString());
    }

    [Fact]
    public async Task Question_NobodyAnswers_ExpiresOnceThoughTwoHostsLook()
    {
        await using var app = await StartAsync(Careful + "\n    expiry_seconds: 1");
        await using var other = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Say("Not written.")), [app.SharedDatabase, .. s_quick]);
        Assert.Empty(await other.Runs.ListApprovalsAsync("late"));
        var run = await AskAsync(app, "late");

        var events = await app.Runs.FollowAsync(run.Id).ToListAsync(Cancellation);

        Assert.Equal("Nobody answered in time.", events.Single(runEvent => runEvent.Type == RunEventTypes.Answered).Error);
        Assert.Equal("the user refused this call", events.Single(runEvent => runEvent.Type == RunEventTypes.ToolResult).Error);
        Assert.Equal(RunEventTypes.Completed, events[^1].Type);
    }

    [Fact]
    public async Task Question_WaitingForLong_IsPutToSomebodyElse()
    {
        await using var app = await StartAsync(Careful + "\n    escalate_after_seconds: 1\n    escalate_to: boss");
        var run = await AskAsync(app, "slow");

        await Deadline.WaitAsync(async () => (await app.Runs.ListApprovalsAsync("boss")).Count > 0, TimeSpan.FromSeconds(30), "the boss to be asked", Cancellation);
        var asked = Assert.Single(await app.Runs.ListApprovalsAsync("boss"));

        Assert.Equal((run.Id, "boss", "slow"), (asked.RunId, asked.EscalatedTo, asked.User));
        Assert.Single(await app.Runs.ListApprovalsAsync("slow"));
        Assert.Equal(["boss"], (await app.Runs.GetAsync(run.Id))!.Events.Where(runEvent => runEvent.Type == RunEventTypes.Escalated).Select(runEvent => runEvent.User));
    }

    [Fact]
    public async Task Question_PutToSomebodyElse_IsTheirsToAnswer()
    {
        await using var app = await StartAsync(Careful + "\n    escalate_after_seconds: 1\n    escalate_to: boss");
        var run = await AskAsync(app, "away");
        var key = run.Waiting[0].Key;
        using var early = await app.Runs.AnswerAsync(run.Id, key, "approve", "?user=boss");
        await Deadline.WaitAsync(async () => (await app.Runs.ListApprovalsAsync("boss")).Count > 0, TimeSpan.FromSeconds(30), "the boss to be asked", Cancellation);

        using var other = await app.Runs.AnswerAsync(run.Id, key, "approve", "?user=stranger");
        using var answer = await app.Runs.AnswerAsync(run.Id, key, "approve", "?user=boss");
        var events = await app.Runs.FollowAsync(run.Id).ToListAsync(Cancellation);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.Accepted), (early.StatusCode, other.StatusCode, answer.StatusCode));
        Assert.Equal(("approve", "boss"), events.Where(runEvent => runEvent.Type == RunEventTypes.Answered).Select(runEvent => (runEvent.Text, runEvent.User)).Single());
        Assert.Equal(RunEventTypes.Completed, events[^1].Type);
    }

    [Fact]
    public async Task Cancel_OfAWaitingRun_EndsIt()
    {
        await using var app = await StartAsync(Careful);
        var run = await AskAsync(app, "given-up");

        using var response = await app.Runs.CancelAsync(run.Id);
        var events = await app.Runs.FollowAsync(run.Id).ToListAsync(Cancellation);

        Assert.Equal((HttpStatusCode.Accepted, RunEventTypes.Cancelled), (response.StatusCode, events[^1].Type));
        Assert.Empty(await app.Runs.ListApprovalsAsync("given-up"));
    }

    private async Task<AgentHostApplication> StartAsync(string yaml)
    {
        var app = new AgentHostApplication(
            stores, new ScriptedChatClient(ScriptedAnswer.Call("write_file", """{"path":"a.txt","content":"1"}"""), ScriptedAnswer.Say("Done.")), s_quick);
        using var defined = await app.Runs.DefineAsync("careful", yaml);
        Assert.Equal(HttpStatusCode.Created, defined.StatusCode);
        return app;
    }

    private static Task<RunDetail> AskAsync(AgentHostApplication app, string user) => app.Runs.RestAsync("careful", $$"""{"input":"Save 1 in a.txt","user":"{{user}}"}""");
}
