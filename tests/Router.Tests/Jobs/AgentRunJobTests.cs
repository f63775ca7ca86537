using System.Text.Json;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Jobs;

/// <summary>Row B1: agent runs that are asked for as jobs, with an AgentHost as it is.</summary>
public sealed class AgentRunJobTests(AgentHostFixture agents) : IClassFixture<AgentHostFixture>, IAsyncLifetime
{
    private RouterHost _router = null!;
    private JobClient _jobs = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _router = RouterHost.Start(("Router:Queue:Role", "all"), ("Router:Queue:AgentHost", "http://agenthost"), ("services:agenthost:http:0", agents.Address));
        _jobs = new JobClient(_router.CreateClient());
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _router.DisposeAsync();

    [Fact]
    public async Task Run_ThatCallsATool_TellsItsStepsAndIsTheResult()
    {
        agents.Script(Replies.StreamCall("remember", """{"key":"color","value":"blue"}"""), Replies.Stream("I will ", "remember."));

        var id = await SubmitAsync("steps");
        using var result = await _jobs.ResultAsync(id);
        var run = JsonElement.Parse(await result.Content.ReadAsStringAsync(Token));
        var events = await _jobs.FollowAsync(id);

        Assert.Equal(AgentHostFixture.Url, (await _jobs.StatusAsync(id)).GetProperty("url").GetString());
        Assert.Equal(("completed", "I will remember.", 1), (run.GetProperty("status").GetString(), run.GetProperty("output").GetString(), run.GetProperty("tool_calls").GetInt32()));
        Assert.Equal(["run.started", "tool.call", "tool.result", "message", "run.completed"], run.GetProperty("events").EnumerateArray().Select(TypeOf).Where(type => !IsStep(type)));
        Assert.Equal(["run.started", "tool.call remember", "tool.result remember"], events.Where(item => item.Type == "progress").Select(item => item.Data.GetProperty("data").GetProperty("note").GetString()).Where(note => !IsStep(note)));
        Assert.Equal("blue", events.Single(item => item.Type == "progress" && TypeOf(StepOf(item.Data)) == "tool.call").Data.GetProperty("data").GetProperty("step").GetProperty("arguments").GetProperty("value").GetString());
        Assert.Equal("I will remember.", events.Last(item => item.Type == "content").Data.GetProperty("data").GetProperty("text").GetString());
        Assert.Equal("completed", events[^1].Type);
    }

    [Fact]
    public async Task Token_OfARunThatGoesOn_IsSeenAtOnce()
    {
        var release = new TaskCompletionSource();
        agents.Script(Replies.StreamHeld(release.Task, "first ", "last"));

        var id = await SubmitAsync("live");
        var events = await _jobs.FollowAsync(id, until: type => type == "content");
        release.SetResult();
        using var result = await _jobs.ResultAsync(id);

        Assert.Equal(("token", "first "), (TypeOf(events[^1].Data.GetProperty("data")), events[^1].Data.GetProperty("data").GetProperty("text").GetString()));
        Assert.Contains("\"output\":\"first last\"", await result.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_WhileItRuns_CancelsTheRun()
    {
        var left = new TaskCompletionSource();
        agents.Script(Replies.StreamThenHang(left, "thinking"));
        var id = await SubmitAsync("cancelled");
        await _jobs.FollowAsync(id, until: type => type == "content");

        using var cancelled = await _jobs.CancelAsync(id);

        Assert.Equal("cancelled", await _jobs.StateAsync(id));
        await Deadline.UntilAsync(async () => await StateOfRunAsync("cancelled") == "cancelled");
        await left.Task.WaitAsync(Token);
    }

    [Fact]
    public async Task Run_OverTheJobsLimitOfTime_IsCancelled()
    {
        agents.Script(Replies.StreamThenHang(new TaskCompletionSource(), "thinking"));

        var id = await SubmitAsync("slow", more: ""","time_limit_seconds":2""");
        using var result = await _jobs.ResultAsync(id);

        await result.AssertErrorAsync(504, "job_timed_out");
        await Deadline.UntilAsync(async () => await StateOfRunAsync("slow") == "cancelled");
    }

    [Fact]
    public async Task Run_ThatIsCancelledAtTheAgentHost_FailsTheJob()
    {
        agents.Script(Replies.StreamThenHang(new TaskCompletionSource(), "thinking"));
        var id = await SubmitAsync("elsewhere");
        await _jobs.FollowAsync(id, until: type => type == "content");

        using var cancelled = await agents.Host.Http.PostAsync($"/v1/runs/{(await agents.RunsOfAsync("elsewhere"))[0].GetProperty("id").GetString()}/cancel", null, Token);
        using var result = await _jobs.ResultAsync(id);

        Assert.Contains("run_cancelled", await result.AssertErrorAsync(502, "job_failed"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ThatFails_FailsTheJobAtOnceAndAReplayIsAnotherRun()
    {
        agents.Script(Replies.Error(400, "The model dislikes this.", "bad_request"));
        var id = await SubmitAsync("failing");
        using var failed = await _jobs.ResultAsync(id);
        var job = await _jobs.StatusAsync(id);
        agents.Script(Replies.Stream("better"));

        using var replayed = await _jobs.Http.PostAsync($"/v1/queue/replay/{id}", null, Token);
        using var result = await _jobs.ResultAsync(id);

        Assert.Contains("The model dislikes this.", await failed.AssertErrorAsync(502, "job_failed"), StringComparison.Ordinal);
        Assert.Equal(("run_failed", 1), (job.GetProperty("error").GetProperty("code").GetString(), job.GetProperty("attempts").GetInt32()));
        Assert.Contains("\"output\":\"better\"", await result.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(["completed", "failed"], (await agents.RunsOfAsync("failing")).Select(run => run.GetProperty("status").GetString()));
    }

    [Theory]
    [InlineData("/v1/agents/nobody/runs", """{"input":"Go"}""", "not_found", "There is no such agent, or no such version of it.")]
    [InlineData(AgentHostFixture.Url, """{"input":""}""", "missing_required_parameter", "'input' is missing")]
    public async Task Run_ThatIsRefused_FailsTheJobAtOnceWithTheReason(string url, string body, string code, string reason)
    {
        var id = await _jobs.SubmitAsync(body, $$""","url":"{{url}}" """);
        using var result = await _jobs.ResultAsync(id);
        var job = await _jobs.StatusAsync(id);

        Assert.Contains(reason, await result.AssertErrorAsync(502, "job_failed"), StringComparison.Ordinal);
        Assert.Equal((code, 1), (job.GetProperty("error").GetProperty("code").GetString(), job.GetProperty("attempts").GetInt32()));
    }

    // The steps of the graph are the AgentHost's affair.
    private static bool IsStep(string? note) => note!.StartsWith("step.", StringComparison.Ordinal);

    private static string? TypeOf(JsonElement happened) => happened.GetProperty("type").GetString();

    private static JsonElement StepOf(JsonElement data) => data.GetProperty("data").GetProperty("step");

    private async Task<string?> StateOfRunAsync(string user) => Assert.Single(await agents.RunsOfAsync(user)).GetProperty("status").GetString();

    private Task<string> SubmitAsync(string user, string more = "") =>
        _jobs.SubmitAsync($$"""{"input":"Remember that my color is blue.","user":"{{user}}"}""", $$""","url":"{{AgentHostFixture.Url}}"{{more}}""");
}
