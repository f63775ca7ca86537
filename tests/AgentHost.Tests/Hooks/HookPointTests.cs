using System.Net;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.AgentHost.Tests.Hooks;

/// <summary>What happens to runs and conversations beside their steps is shown to this host's hooks.</summary>
public sealed class HookPointTests(StoresFixture stores)
{
    private const string Careful = """
        kind: react
        tools: [write_file]
        approvals:
          - tool: write_file
            expiry_seconds: 1
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cancel_OfARunAtWork_IsItsEnd()
    {
        var hook = ForRuns();
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Hold("first", Task.Delay(Timeout.Infinite, Cancellation))) { Hooks = [hook] };
        var events = app.Runs.StartAsync("hi", "canceller").GetAsyncEnumerator(Cancellation);
        Assert.True(await events.MoveNextAsync());
        using var cancelled = await app.Runs.CancelAsync(events.Current.RunId);
        while (await events.MoveNextAsync())
        {
            // To its end.
        }

        Assert.Equal(HttpStatusCode.Accepted, cancelled.StatusCode);
        Assert.Equal(["RunPaused Running", "RunEnded Cancelled"], hook.Notes);
        await events.DisposeAsync();
    }

    [Fact]
    public async Task Stop_OfTheHost_IsNoEnd()
    {
        var (first, second) = (ForRuns(), ForRuns());
        var app = new AgentHostApplication(stores, ScriptedAnswer.Hold("first", Task.Delay(Timeout.Infinite, Cancellation))) { Hooks = [first] };
        var events = app.Runs.StartAsync("hi", "stopped").GetAsyncEnumerator(Cancellation);
        Assert.True(await events.MoveNextAsync());
        var id = events.Current.RunId;
        await using var other = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Say("done")), app.SharedDatabase) { Hooks = [second] };
        Assert.NotNull(await other.Runs.GetAsync(id));
        await app.DisposeAsync();

        await Deadline.WaitAsync(async () => (await other.Runs.GetAsync(id))!.Status == RunStatuses.Completed, TimeSpan.FromSeconds(30), "the other host to end the run", Cancellation);

        Assert.Equal(["RunPaused Running"], first.Notes);
        Assert.Equal(["RunEnded Completed"], second.Notes);
    }

    [Fact]
    public async Task Approval_WhoseTimeIsOver_IsAnsweredByExpiry()
    {
        var hook = new NotingHook(context => $"{((QuestionHookContext)context).Answer} {((QuestionHookContext)context).AnsweredBy}", HookPoint.ApprovalAnswered);
        var model = new ScriptedChatClient(ScriptedAnswer.Call("write_file", """{"path":"a.txt","content":"a"}"""), ScriptedAnswer.Say("Not written."));
        await using var app = new AgentHostApplication(stores, model, ("AgentHost:HeartbeatInterval", "00:00:00.2")) { Hooks = [hook] };
        using var defined = await app.Runs.DefineAsync("clerk", Careful);
        var run = await app.Runs.RestAsync("clerk", """{"input":"write","user":"late"}""");

        var events = await app.Runs.FollowAsync(run.Id).ToListAsync(Cancellation);

        Assert.Equal(RunEventTypes.Completed, events[^1].Type);
        Assert.Equal(["ApprovalAnswered refuse Expiry"], hook.Notes);
    }

    [Fact]
    public async Task Compaction_OfAConversation_IsShown()
    {
        var hook = new NotingHook(context => $"{((CompactionHookContext)context).Session} {((CompactionHookContext)context).Compacted?[0].Text}", HookPoint.CompactionStarting, HookPoint.CompactionEnded);
        var model = new ScriptedChatClient(ScriptedAnswer.From(messages => messages[0].Text.StartsWith("You write down", StringComparison.Ordinal) ? "They greeted." : "ok"));
        await using var app = new AgentHostApplication(stores, model, ("AgentHost:CompactHistoryAt", "0")) { Hooks = [hook] };
        for (var turn = 0; turn < 3; turn++)
        {
            await app.Runs.RunAsync($"hello {turn}", "long", "c");
        }

        using var compacted = await app.Runs.PostAsync("/v1/sessions/c/compact", "");

        Assert.Equal(HttpStatusCode.OK, compacted.StatusCode);
        Assert.Equal(["CompactionStarting c", "CompactionEnded c They greeted."], hook.Notes);
    }

    [Fact]
    public async Task Memory_WrittenByAnAgent_IsShown()
    {
        var hook = new NotingHook(context => $"{context.User} {((MemoryHookContext)context).Key}", HookPoint.MemoryReading, HookPoint.MemoryWriting);
        var model = new ScriptedChatClient(ScriptedAnswer.Call("remember", """{"key":"color","value":"blue"}"""), ScriptedAnswer.Call("recall", """{"key":"color"}"""), ScriptedAnswer.Say("blue"));
        await using var app = new AgentHostApplication(stores, model) { Hooks = [hook] };

        await app.Runs.RunAsync("Remember that my color is blue, then recall it.", "rememberer");

        Assert.Equal(["MemoryWriting rememberer color", "MemoryReading rememberer color"], hook.Notes);
    }

    private static NotingHook ForRuns() => new(context => $"{((RunHookContext)context).Result?.Status}", HookPoint.RunPaused, HookPoint.RunEnded);
}
