using Microsoft.AspNetCore.Http;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.Cli.Tests.Jobs;

/// <summary>What the command has done to jobs: cancel, replay, submit.</summary>
public sealed class JobChangeTests : CliTest
{
    private const string Dead = "GET /v1/queue/jobs?limit=500&status=failed%2Ctimeout";
    private const string Question = """{"messages":[{"role":"user","content":"Hi"}]}""";
    private const string Other = "0198a000-0000-7000-8000-000000000002";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cancel_Job_IsCancelled()
    {
        await using var router = await StartAsync(($"DELETE /v1/queue/cancel/{JobRouter.Id}", Replies.Json(JobRouter.Failed)));

        var result = await Cli.RunAsync("jobs", "cancel", JobRouter.Id);

        Assert.Equal((0, $"Job {JobRouter.Id} is cancelled.\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task Cancel_Refused_SaysWhatTheRouterSays()
    {
        await using var router = await StartAsync(($"DELETE /v1/queue/cancel/{JobRouter.Id}", Replies.Error(409, "It has ended already.", "already_finished")));

        var result = await Cli.RunAsync("jobs", "cancel", JobRouter.Id);

        Assert.Equal((1, "", "It has ended already.\n"), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task Replay_Dead_AsksAndReplaysEveryPage()
    {
        var second = JobRouter.Failed.Replace(JobRouter.Id, Other, StringComparison.Ordinal);
        await using var router = await StartAsync(
            (Dead, Replies.Json($$"""{"data":[{{second}}],"has_more":true}""")),
            ($"{Dead}&before={Other}", Replies.Json($$"""{"data":[{{JobRouter.Failed}}],"has_more":false}""")),
            ($"POST /v1/queue/replay/{JobRouter.Id}", Replies.Json(JobRouter.Failed, 202)),
            ($"POST /v1/queue/replay/{Other}", Replies.Error(409, "It is done again already.", "conflict")));

        var no = await Cli.RunAsync(["jobs", "replay", "--dead"], "\n");
        Assert.DoesNotContain(router.Requests, static request => request.Method == "POST");
        var yes = await Cli.RunAsync("jobs", "replay", "--dead", "--yes");

        Assert.Equal((1, "Have 2 jobs done again? [y/N] Nothing was replayed.\n"), (no.ExitCode, no.Output));
        Assert.Equal((1, $"Job {JobRouter.Id} waits to be done again.\n", "It is done again already.\n"), (yes.ExitCode, yes.Output, yes.Error));
    }

    [Fact]
    public async Task Replay_OneJob_NeedsNoAnswer()
    {
        await using var router = await StartAsync(($"POST /v1/queue/replay/{JobRouter.Id}", Replies.Json(JobRouter.Failed, 202)));

        var result = await Cli.RunAsync("jobs", "replay", JobRouter.Id);

        Assert.Equal((0, $"Job {JobRouter.Id} waits to be done again.\n"), (result.ExitCode, result.Output));
    }

    [Theory]
    [InlineData("replay")]
    [InlineData("replay", JobRouter.Id, "--dead")]
    public async Task Replay_NeitherOrBoth_IsRefusedWithHelp(params string[] arguments)
    {
        var result = await Cli.RunAsync(["jobs", .. arguments]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Name one job, or say --dead", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_StandardInput_PrintsTheId()
    {
        await using var router = await StartAsync(("POST /v1/queue/submit", Replies.Json(JobRouter.Completed, 202)));

        var result = await Cli.RunAsync(["jobs", "submit", "--priority", "high", "--queue", "q", "--key", "order-7"], Question);

        Assert.Equal((0, $"{JobRouter.Id}\n", ""), (result.ExitCode, result.Output, result.Error));
        Assert.Equal($$"""{"body":{{Question}},"priority":"high","queue":"q","idempotency_key":"order-7"}""", Assert.Single(router.Requests).Body);
    }

    [Fact]
    public async Task Submit_FileAndWait_PrintsTheAnswer()
    {
        Home.Create();
        var file = Path.Combine(Home.Path, "request.json");
        await File.WriteAllTextAsync(file, """{"input":"Hi"}""", Token);
        await using var router = await StartAsync(
            ("POST /v1/queue/submit", Replies.Json(JobRouter.Completed, 202)),
            ($"GET /v1/queue/stream/{JobRouter.Id}", JobRouter.Events(("running", 1, "{}"), ("completed", 1, "{}"))),
            ($"GET /v1/queue/result/{JobRouter.Id}", Replies.Json("""{"data":[]}""")));

        var result = await Cli.RunAsync("jobs", "submit", file, "--url", "/v1/embeddings", "--wait");

        Assert.Equal((0, "{\"data\":[]}\n", $"{JobRouter.Id}\n"), (result.ExitCode, result.Output, result.Error));
        Assert.Equal("""{"url":"/v1/embeddings","body":{"input":"Hi"}}""", router.Requests.First().Body);
    }

    [Theory]
    [InlineData("[]", "A request's body is a JSON object")]
    [InlineData("Hello", "Standard input is not JSON")]
    [InlineData("", "Standard input is not JSON")]
    public async Task Submit_NoRequest_SaysWhatOneIs(string input, string expected)
    {
        await using var router = await StartAsync();

        var result = await Cli.RunAsync(["jobs", "submit"], input);

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith(expected, result.Error, StringComparison.Ordinal);
        Assert.Empty(router.Requests);
    }

    [Fact]
    public async Task Submit_MissingFile_SaysSo()
    {
        await using var router = await StartAsync();

        var result = await Cli.RunAsync("jobs", "submit", "nothing.json");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("'nothing.json' cannot be read:", result.Error, StringComparison.Ordinal);
    }

    private async Task<FakeUpstream> StartAsync(params (string Route, RequestDelegate Answer)[] routes)
    {
        var router = await JobRouter.StartAsync(routes);
        WriteState(RecordThisTest(), Resource("router", url: router.Address));
        return router;
    }
}
