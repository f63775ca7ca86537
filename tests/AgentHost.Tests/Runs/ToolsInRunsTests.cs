using Dapper;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.AgentHost.Tests.Runs;

public sealed class ToolsInRunsTests(StoresFixture stores)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Memory_OfOneUser_IsNotAnothers()
    {
        await using var app = new AgentHostApplication(
            stores,
            ScriptedAnswer.Call("remember", """{"key":"color","value":"blue"}"""), ScriptedAnswer.Say("ok"),
            ScriptedAnswer.Call("recall", """{"key":"Color"}"""), ScriptedAnswer.Say("ok"),
            ScriptedAnswer.Call("recall", """{"key":"color"}"""), ScriptedAnswer.Say("ok"));

        Assert.Equal("ok", ResultOf(await app.Runs.RunAsync("Remember that my color is blue.", "memory-ada")));
        Assert.Equal("blue", ResultOf(await app.Runs.RunAsync("What is my stored color? Recall it.", "memory-ada")));
        Assert.Equal("Error: nothing is stored under color", ResultOf(await app.Runs.RunAsync("What is my stored color? Recall it.", "memory-bob")));
        await using var connection = await app.Database.OpenConnectionAsync(Cancellation);
        Assert.Equal(("color", "blue"), await connection.QuerySingleAsync<(string, string)>("select key, value from agents.memories where user_id = 'memory-ada'"));
    }

    [Fact]
    public async Task Files_OfOneUser_AreNotAnothers()
    {
        await using var app = new AgentHostApplication(
            stores,
            ScriptedAnswer.Call("write_file", """{"path":"a.txt","content":"mine"}"""), ScriptedAnswer.Say("ok"),
            ScriptedAnswer.Call("read_file", """{"path":"a.txt"}"""), ScriptedAnswer.Say("ok"),
            ScriptedAnswer.Call("read_file", """{"path":"a.txt"}"""), ScriptedAnswer.Say("ok"));

        Assert.Equal("Wrote 4 bytes to a.txt", ResultOf(await app.Runs.RunAsync("Save \"mine\" in a.txt.", "files-ada")));
        Assert.Equal("mine", ResultOf(await app.Runs.RunAsync("Read a.txt", "files-ada")));
        Assert.Equal("Error: file not found: a.txt", ResultOf(await app.Runs.RunAsync("Read a.txt", "files-bob")));
    }

    [Fact]
    public async Task Tool_NotShown_CannotBeCalled()
    {
        await using var app = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Call("write_file", """{"path":"a.txt","content":"x"}"""), ScriptedAnswer.Say("ok")), ("AgentHost:MaxToolsShown", "1"));

        var events = await app.Runs.RunAsync("What is 1+1?", "not-shown");

        Assert.Equal(["calculator"], events[0].Tools);
        Assert.Equal("Error: there is no tool named 'write_file'", ResultOf(events));
    }

    [Fact]
    public async Task ModelText_WithNulAndLoneSurrogate_IsMendedAndStored()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Call("text_stats", """{"text":"a\u0000b"}"""), ScriptedAnswer.Say("x\0y\ud800z"));

        var events = await app.Runs.RunAsync("Count the words", "mended");

        Assert.Equal(RunEventTypes.Completed, events[^1].Type);
        Assert.Equal("x\uFFFDy\uFFFDz", (await app.Runs.GetAsync(events[0].RunId))!.Output);
    }

    [Fact]
    public async Task Run_OverTheLimitOfTime_Fails()
    {
        await using var app = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Hold("thinking", new TaskCompletionSource().Task)), ("AgentHost:RunTimeout", "00:00:01"));

        var events = await app.Runs.RunAsync("hello", "slow");

        Assert.Equal("The agent did not finish within 1 seconds of work.", events[^1].Error);
    }

    [Fact]
    public async Task Host_WithoutRoom_Answers503WithRetryAfter()
    {
        var release = new TaskCompletionSource();
        await using var app = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Hold("a", release.Task)), ("AgentHost:MaxRunningRuns", "1"));
        await using var events = app.Runs.StartAsync("hello", "full").GetAsyncEnumerator(Cancellation);
        Assert.True(await events.MoveNextAsync());

        using var response = await app.Runs.PostAsync("/v1/agents/assistant/runs", """{"input":"hi"}""");

        Assert.Equal(503, (int)response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter?.Delta);
        release.SetResult();
    }

    [Fact]
    public async Task Metrics_AfterARun_CountIt()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));
        await app.Runs.RunAsync("hello", "counted");

        Assert.Contains("switchyard_agents_runs", await app.Runs.Http.GetStringAsync("/metrics", Cancellation));
    }

    private static string ResultOf(IReadOnlyList<RunEvent> events) => Assert.Single(events, runEvent => runEvent.Type == RunEventTypes.ToolResult).Output!;
}
