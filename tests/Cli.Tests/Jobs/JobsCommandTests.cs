using System.Text.Json;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.Cli.Tests.Jobs;

public sealed class JobsCommandTests : CliTest
{
    private const string Depths = """
        {"object":"list","data":[{"queue":"default","priority":"high","ready":6,"delayed":1,"running":2,"unserved":4,"oldest_seconds":90.5}]}
        """;

    private const string NoDepths = """{"object":"list","data":[]}""";
    private const string None = """{"object":"list","data":[],"has_more":false}""";

    [Fact]
    public async Task Jobs_NothingRuns_SaysHowToStart()
    {
        var result = await Cli.RunAsync("jobs");

        Assert.Equal((3, $"Switchyard is not running on {Home.Path}. Start it with ./run.sh.\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Jobs_RouterAway_SaysSo()
    {
        WriteState(RecordThisTest(), Resource("router", url: "http://127.0.0.1:9"));

        var result = await Cli.RunAsync("jobs");

        Assert.Equal((1, "The Router at http://127.0.0.1:9/ does not answer. ./switchyard status shows how it is.\n"), (result.ExitCode, result.Error));
    }

    [Theory]
    [InlineData("", "*")]
    [InlineData("acme", "acme")]
    public async Task Jobs_WhereTenantsAreToldApart_AreAskedForAsAnOperatorOrAsOne(string tenant, string sent)
    {
        await using var router = await StartAsync(("GET /v1/queue/depths", NoDepths), ("GET /v1/queue/jobs?limit=20", None));
        Cli.Environment["Router__Queue__TenantHeader"] = "X-Tenant";
        Cli.Environment["SWITCHYARD_TENANT"] = tenant;

        var result = await Cli.RunAsync("jobs");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(2, router.Requests.Count);
        Assert.All(router.Requests, request => Assert.Equal(sent, request.Headers["X-Tenant"]));
    }

    [Fact]
    public async Task Jobs_AreTablesOfDepthsAndJobs()
    {
        await using var router = await StartAsync(("GET /v1/queue/depths", Depths), ("GET /v1/queue/jobs?limit=20", $$"""{"object":"list","data":[{{JobRouter.Failed}}],"has_more":true}"""));

        var result = await Cli.RunAsync("jobs");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            ["QUEUE    PRIORITY  RUNNING  WAITING                 DELAYED  OLDEST", "default  high      2        6 (4 without a worker)  1        1 min"],
            result.Lines.Take(2));
        Assert.Matches($"^{JobRouter.Id}  /v1/chat/completions  default  high      failed \\(model_not_found\\)  [0-9]+ d +2         w1$", result.Lines[3]);
        Assert.Equal("There are more; --limit shows more of them.", result.Lines[4]);
    }

    [Theory]
    [InlineData("status=failed%2Ctimeout", "--dead")]
    [InlineData("status=pending%2Crunning&queue=a%20b", "--status", "pending,running", "--queue", "a b")]
    [InlineData("status=pending%2Crunning", "--status", "pending", "running")]
    public async Task Jobs_Options_AreInTheQuestion(string query, params string[] options)
    {
        await using var router = await StartAsync(("GET /v1/queue/depths", NoDepths), ($"GET /v1/queue/jobs?limit=5&{query}", None));

        var result = await Cli.RunAsync(["jobs", "--limit", "5", .. options]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal("Nothing waits and nothing runs.", result.Lines[0]);
        Assert.StartsWith("There is no such job. Submit one:", result.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jobs_Json_IsWhatTheRouterSays()
    {
        await using var router = await StartAsync(("GET /v1/queue/depths", Depths), ("GET /v1/queue/jobs?limit=20", $$"""{"object":"list","data":[{{JobRouter.Failed}}],"has_more":false}"""));

        var result = await Cli.RunAsync("jobs", "--json");

        var root = JsonElement.Parse(result.Output);
        Assert.Equal((6, JobRouter.Id), (root.GetProperty("depths").GetProperty("data")[0].GetProperty("ready").GetInt32(), root.GetProperty("jobs").GetProperty("data")[0].GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Show_Completed_SaysWhatWasAskedAndAnswered()
    {
        await using var router = await StartAsync(
            ($"GET /v1/queue/status/{JobRouter.Id}", JobRouter.Completed),
            ($"GET /v1/queue/request/{JobRouter.Id}", """{"messages":[{"role":"user","content":"What is the capital of France?"}]}"""),
            ($"GET /v1/queue/result/{JobRouter.Id}", """{"choices":[{"message":{"role":"assistant","content":"Paris."}}]}"""));

        var result = await Cli.RunAsync("jobs", "show", JobRouter.Id);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("Status     completed\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("Ended      2026-01-01 12:00:31 UTC\n", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("\nRequest:\n[user] What is the capital of France?\n\nAnswer:\n[assistant] Paris.\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_Failed_SaysWhy()
    {
        await using var router = await StartAsync(($"GET /v1/queue/status/{JobRouter.Id}", JobRouter.Failed), ($"GET /v1/queue/request/{JobRouter.Id}", """{"input":7}"""));

        var result = await Cli.RunAsync("jobs", "show", JobRouter.Id);

        Assert.Contains("Failure    There is no model 'nobody'.\n", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("\nRequest:\n{\"input\":7}\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workers_AreATable()
    {
        await using var router = await StartAsync(("GET /v1/queue/workers", """
            {"object":"list","data":[{"id":"a","name":"host-1","queue":"default","urls":["/v1/agents/*"],"labels":[],"concurrency":4,"running":3,"started_at":"2026-01-01T11:00:00+00:00","last_seen_at":"2026-01-01T12:02:00+00:00","stopping":true}]}
            """));

        var result = await Cli.RunAsync("jobs", "workers");

        Assert.Equal("WORKER  QUEUE    DOES          LABELS  JOBS  UP", result.Lines[0][..result.Lines[0].IndexOf("UP", StringComparison.Ordinal)] + "UP");
        Assert.Matches("^host-1  default  /v1/agents/\\*  -       3/4   [0-9]+ d  stopping$", result.Lines[1]);
    }

    [Fact]
    public async Task Workers_None_IsAFailureThatSaysHowToStartOne()
    {
        await using var router = await StartAsync(("GET /v1/queue/workers", NoDepths));

        var result = await Cli.RunAsync("jobs", "workers");

        Assert.Equal((1, "No worker is running: jobs wait. Switchyard__WorkerReplicas=1 ./run.sh starts one.\n"), (result.ExitCode, result.Error));
    }

    private async Task<FakeUpstream> StartAsync(params (string Route, string Json)[] answers)
    {
        var router = await JobRouter.StartAsync([.. answers.Select(answer => (answer.Route, Replies.Json(answer.Json)))]);
        WriteState(RecordThisTest(), Resource("router", url: router.Address));
        return router;
    }
}
