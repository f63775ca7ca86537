using System.Net;
using System.Net.Http.Json;
using Dapper;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.AgentHost.Tests.Members;

/// <summary>Agents whose definitions name others, which they then call.</summary>
public sealed class MemberTests(StoresFixture stores)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Member_Called_AnswersAsATool()
    {
        var model = OfficeModel.Create();
        await using var app = await StartAsync(model);

        var run = await app.Runs.RestAsync("chief", """{"input":"Save 1","user":"caller"}""");

        Assert.Equal((RunStatuses.Completed, "clerk: write_file: Wrote 1 bytes to a.txt"), (run.Status, run.Output));
        Assert.Equal([RunEventTypes.Started, RunEventTypes.ToolCall, RunEventTypes.ToolResult, RunEventTypes.Message, RunEventTypes.Completed], run.Events.Types());
        Assert.Equal(["clerk"], run.Events[0].Tools);
        Assert.Equal("Save 1 in a.txt", run.Events.Single(runEvent => runEvent.Type == RunEventTypes.ToolCall).Arguments!.Value.GetProperty("task").GetString());
        Assert.Equal((4, 2), (run.Usage!.ModelCalls, run.Usage.ToolCalls));
        var member = Assert.Single(run.Members);
        Assert.Equal(("clerk", 1, RunStatuses.Completed), (member.Agent, member.Version, member.Status));
        Assert.Equal("Ask the agent 'clerk'. Keeps the files.", model.Options.First()!.Tools!.Single().Description);
    }

    [Fact]
    public async Task Member_RedefinedMeanwhile_HasTheVersionOfTheRunsStart()
    {
        var model = OfficeModel.Create();
        await using var app = await StartAsync(model, OfficeModel.Chief + "\napprovals:\n  - tool: clerk");
        var run = await app.Runs.RestAsync("chief", """{"input":"Save 1","user":"pinned"}""");

        using var redefined = await app.Runs.DefineAsync("clerk", OfficeModel.Clerk.Replace("[write_file]", "[]", StringComparison.Ordinal));
        using var answer = await app.Runs.AnswerAsync(run.Id, Assert.Single(run.Waiting).Key, "approve");
        await app.Runs.FollowAsync(run.Id).ToListAsync(Cancellation);
        var ended = (await app.Runs.GetAsync(run.Id))!;
        var next = await app.Runs.RestAsync("chief", """{"input":"Save 1","user":"pinned","conversation":"new"}""");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Accepted), (redefined.StatusCode, answer.StatusCode));
        Assert.Equal(("clerk: write_file: Wrote 1 bytes to a.txt", 1), (ended.Output, Assert.Single(ended.Members).Version));
        using var approved = await app.Runs.AnswerAsync(next.Id, Assert.Single(next.Waiting).Key, "approve");
        await app.Runs.FollowAsync(next.Id).ToListAsync(Cancellation);
        Assert.Equal(2, Assert.Single((await app.Runs.GetAsync(next.Id))!.Members).Version);
    }

    [Fact]
    public async Task Members_InACircle_AreStoppedByTheGuard()
    {
        await using var app = await StartAsync(OfficeModel.Create());
        using var deputy = await app.Runs.DefineAsync("deputy", "system_prompt: You are the deputy.\ntools: []\nagents: [chief]");
        using var delegating = await app.Runs.DefineAsync("chief", "system_prompt: You are the delegate.\ntools: []\nagents: [deputy]");

        var run = await app.Runs.RestAsync("chief", """{"input":"Save 1","user":"circle"}""");

        Assert.Equal(RunStatuses.Completed, run.Status);
        Assert.Equal("deputy: chief: Error: 'chief' is already at work on this (chief → deputy → chief); an agent cannot call itself, not by way of others either", run.Output);
    }

    [Fact]
    public async Task Fork_OfARunWithMembers_HasThemToo()
    {
        await using var app = await StartAsync(OfficeModel.Create());
        var run = await app.Runs.RestAsync("chief", """{"input":"Save 1","user":"forker"}""");

        using var response = await app.Runs.PostAsync($"/v1/runs/{run.Id}/fork", """{"at":1}""");
        var fork = response.Headers.Location!.OriginalString["/v1/runs/".Length..];
        await app.Runs.FollowAsync(fork).ToListAsync(Cancellation);
        var forked = (await app.Runs.GetAsync(fork))!;

        Assert.Equal((run.Output, "clerk"), (forked.Output, Assert.Single(forked.Members).Agent));
        Assert.NotEqual(run.Members[0].Id, forked.Members[0].Id);
    }

    [Fact]
    public async Task Member_RunOfItsOwn_IsReadButNotCancelled()
    {
        await using var app = await StartAsync(OfficeModel.Create());
        var run = await app.Runs.RestAsync("chief", """{"input":"Save 1","user":"reader"}""");
        var id = Assert.Single(run.Members).Id;

        var called = (await app.Runs.GetAsync(id))!;
        var history = (await app.Runs.Http.GetFromJsonAsync($"/v1/runs/{id}/history", AgentsJsonContext.Default.RunHistory, Cancellation))!;
        var state = (await app.Runs.Http.GetFromJsonAsync($"/v1/runs/{id}/state?at=1", AgentsJsonContext.Default.RunState, Cancellation))!;
        var events = await app.Runs.FollowAsync(id).ToListAsync(Cancellation);
        using var cancelled = await app.Runs.CancelAsync(id);
        using var foreign = await app.Runs.Http.GetAsync($"/v1/runs/{id}?user=other", Cancellation);

        Assert.Equal((run.Id, "clerk", RunStatuses.Completed, "reader"), (called.Caller, called.Agent, called.Status, called.User));
        Assert.Equal(("Save 1 in a.txt", "write_file: Wrote 1 bytes to a.txt", 1), (called.Input, called.Output, called.ToolCalls));
        Assert.StartsWith("flowchart", called.Graph, StringComparison.Ordinal);
        Assert.Equal(["write_file"], history.Data.Where(item => item.Kind == RunHistoryKinds.Intent).Select(item => item.Name));
        Assert.Equal("Save 1 in a.txt", state.State.GetProperty("input").GetString());
        Assert.Equal([RunEventTypes.ToolCall, RunEventTypes.ToolResult, RunEventTypes.Message, RunEventTypes.Completed], events.Types());
        Assert.Equal(["think", "act", "think"], events.Where(told => told.Type == RunEventTypes.StepStarted).Select(told => told.Node));
        Assert.Equal(events.Skip(2).Select(told => told.Sequence), await app.Runs.FollowAsync(id, events[1].Sequence).Select(told => told.Sequence).ToListAsync(Cancellation));
        Assert.Equal(history.Data[^1].At, events[^1].Timestamp);
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.NotFound), (cancelled.StatusCode, foreign.StatusCode));
        Assert.Null(run.Caller);
    }

    [Fact]
    public async Task Member_AtWork_IsFollowedStepByStep()
    {
        var release = new TaskCompletionSource();
        await using var app = await StartAsync(new ScriptedChatClient(
            ScriptedAnswer.Call("clerk", """{"task":"Save 1"}"""), ScriptedAnswer.Call("write_file", """{"path":"a.txt","content":"1"}"""), ScriptedAnswer.Hold("", release.Task, "Saved."), ScriptedAnswer.Say("Done.")));
        var resting = app.Runs.RestAsync("chief", """{"input":"Save 1","user":"watcher"}""");
        var member = string.Empty;
        await Deadline.WaitAsync(
            async () => (await app.Runs.ListAsync("user=watcher"))!.Data is [var run] && (await app.Runs.GetAsync(run.Id))!.Members is [var called] && (member = called.Id).Length > 0,
            TimeSpan.FromSeconds(30),
            "the clerk to be called",
            Cancellation);

        var events = new List<RunEvent>();
        await foreach (var told in app.Runs.FollowAsync(member))
        {
            events.Add(told);
            if (told.Type == RunEventTypes.ToolResult)
            {
                // Its model answers only now: what was told so far was told while it was at work.
                release.SetResult();
            }
        }

        Assert.Equal([RunEventTypes.ToolCall, RunEventTypes.ToolResult, RunEventTypes.Message, RunEventTypes.Completed], events.Types());
        Assert.Equal("Done.", (await resting).Output);
    }

    [Fact]
    public async Task Session_Deleted_LeavesNothingOfItsMembers()
    {
        await using var app = await StartAsync(OfficeModel.Create());
        await app.Runs.RestAsync("chief", """{"input":"secret","user":"leaver","conversation":"c"}""");

        using var deleted = await app.Runs.Http.DeleteAsync("/v1/sessions/c?user=leaver", Cancellation);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await using var connection = await app.Database.OpenConnectionAsync(Cancellation);
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>("select ((select count(*) from agent_runs.runs) + (select count(*) from agent_runs.entries) + (select count(*) from agents.member_runs))::int"));
    }

    [Theory]
    [InlineData("agents: [chief]", "An agent cannot call itself.")]
    [InlineData("agents: [nobody]", "There is no agent 'nobody'; define it first.")]
    [InlineData("agents: [calculator]", "'calculator' cannot be called: its name is that of the tool 'calculator'.")]
    [InlineData("agents: [a-b, a_b]", "'a-b' and 'a_b' would be one tool, 'a_b': name one of them.")]
    [InlineData("agents: [clerk]\nkind: code-act", "Kind 'code-act' calls no tools, and so no agents: leave Agents out or choose another kind.")]
    public async Task Define_AgentsThatCannotBeCalled_IsRefused(string yaml, string mistake)
    {
        await using var app = await StartAsync(OfficeModel.Create());
        foreach (var name in new[] { "calculator", "a-b", "a_b" })
        {
            using var defined = await app.Runs.DefineAsync(name, "tools: []");
        }

        using var response = await app.Runs.DefineAsync("chief", yaml);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(mistake, System.Text.Json.JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancellation)).GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    private async Task<AgentHostApplication> StartAsync(ScriptedChatClient model, string chief = OfficeModel.Chief)
    {
        var app = new AgentHostApplication(stores, model);
        using var clerk = await app.Runs.DefineAsync("clerk", OfficeModel.Clerk);
        using var defined = await app.Runs.DefineAsync("chief", chief);
        Assert.True(defined.IsSuccessStatusCode, await defined.Content.ReadAsStringAsync(Cancellation));
        return app;
    }
}
