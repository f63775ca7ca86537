using Switchyard.Tests.Common.Services;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Jobs;

/// <summary>Row B3: agent runs as jobs while workers and the AgentHost come and go. What a tool has done is not done again.</summary>
public sealed class AgentRunReplicaTests(AgentHostFixture agents) : IClassFixture<AgentHostFixture>
{
    private readonly string _queue = $"q{Guid.NewGuid():N}";
    private readonly string _user = $"u{Guid.NewGuid():N}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Worker_ThatEndsInTheMiddle_IsReplacedAndTheRunGoesOn(bool isKilled)
    {
        var release = new TaskCompletionSource();
        agents.Script(Replies.StreamCall("remember", """{"key":"color","value":"blue"}"""), Replies.StreamHeld(release.Task, "I will ", "remember."));
        await using var router = Start("router");
        var jobs = new JobClient(router.CreateClient());
        var id = await SubmitAsync(jobs);
        await using (var first = await StartWorkerAsync())
        {
            await jobs.FollowAsync(id, until: type => type == "content");
            if (isKilled)
            {
                await first.KillAsync();
            }
        }

        await using var second = await StartWorkerAsync();
        await Deadline.UntilAsync(async () => (await jobs.StatusAsync(id)).GetProperty("attempts").GetInt32() == 2);
        release.SetResult();
        using var result = await jobs.ResultAsync(id);
        var job = await jobs.StatusAsync(id);
        var steps = (await jobs.FollowAsync(id)).Where(item => item.Type == "progress" && item.Data.GetProperty("attempt").GetInt32() == 2).Select(item => item.Data.GetProperty("data").GetProperty("note").GetString()!)
            .Where(note => !note.StartsWith("step.", StringComparison.Ordinal));

        Assert.Contains("\"output\":\"I will remember.\"", await result.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal((2, 0, isKilled ? 1 : 0), (job.GetProperty("attempts").GetInt32(), job.GetProperty("failures").GetInt32(), job.GetProperty("crashes").GetInt32()));
        Assert.Equal(["run.started", "tool.call remember", "tool.result remember"], steps);
        Assert.Equal(1, Assert.Single(await agents.RunsOfAsync(_user)).GetProperty("tool_calls").GetInt32());
        Assert.Equal(2, agents.CountQuestions());
    }

    [Fact]
    public async Task AgentHost_ThatIsAway_IsAskedAgain()
    {
        agents.Script(Replies.Stream("here again"));
        await agents.StopAsync();
        await using var router = Start("router");
        await using var worker = Start("worker");
        var jobs = new JobClient(router.CreateClient());

        var id = await SubmitAsync(jobs);
        var events = await jobs.FollowAsync(id, until: type => type == "retrying");
        await agents.StartAsync();
        using var result = await jobs.ResultAsync(id);

        Assert.Equal("unreachable", events[^1].Data.GetProperty("data").GetProperty("code").GetString());
        Assert.Contains("\"output\":\"here again\"", await result.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Single(await agents.RunsOfAsync(_user));
    }

    [Fact]
    public async Task AgentHost_ThatIsKilled_GoesOnWithTheRunAndTheJobEndsWithIt()
    {
        agents.Script(Replies.StreamCall("remember", """{"key":"color","value":"blue"}"""), Replies.StreamThenHang(new TaskCompletionSource(), "thinking"));
        await using var router = Start("router");
        await using var worker = Start("worker");
        var jobs = new JobClient(router.CreateClient());
        var id = await SubmitAsync(jobs);
        await jobs.FollowAsync(id, until: type => type == "content");

        await agents.KillAsync();
        agents.Script(Replies.Stream("once more"));
        await agents.StartAsync();
        using var result = await jobs.ResultAsync(id);
        var run = Assert.Single(await agents.RunsOfAsync(_user));

        Assert.Contains("\"output\":\"once more\"", await result.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(("completed", 1), (run.GetProperty("status").GetString(), run.GetProperty("tool_calls").GetInt32()));

        // The call of the tool is in the journal: the model is asked only what it had not answered.
        Assert.Equal(1, agents.CountQuestions());
    }

    private (string Key, string Value)[] Settings(string role) =>
    [
        ("Router:Queue:Role", role),
        ("Router:Queue:Name", _queue),
        ("Router:Queue:AgentHost", agents.Address),
        ("Router:Queue:LeaseTime", "00:00:02"),
        ("Router:Queue:Grace", "00:00:00"),
        ("ConnectionStrings:switchyard", agents.Postgres.ConnectionString),
    ];

    private Task<string> SubmitAsync(JobClient jobs) =>
        jobs.SubmitAsync($$"""{"input":"Remember that my color is blue.","user":"{{_user}}"}""", $$""","url":"{{AgentHostFixture.Url}}","queue":"{{_queue}}","retries":100""");

    private RouterHost Start(string role) => RouterHost.Start([.. Settings(role).Select(setting => (setting.Key, (string?)setting.Value))]);

    private Task<ServiceProcess> StartWorkerAsync() => ServiceProcess.StartAsync("Router", Settings("worker").Append(("Router:FindOllama", "false")).ToDictionary(setting => setting.Item1, setting => setting.Item2), Token);
}
