using Switchyard.Cli.Tests.Jobs;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.Cli.Tests.Batches;

/// <summary>Files of requests from a terminal: what there is, submitted, waited for, read and cancelled.</summary>
public sealed class BatchesCommandTests : CliTest
{
    private const string Answers = "{\"custom_id\":\"a\"}\n{\"custom_id\":\"b\"}\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Batches_AreATable()
    {
        await using var router = await StartAsync(("GET /v1/batches?limit=100", Replies.Json($$"""{"object":"list","data":[{{Batch("in_progress", 2, 1)}}],"has_more":false}""")));

        var result = await Cli.RunAsync("batches");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"^BATCH +ASKS +STATUS +ANSWERED +FAILED +OF +AGE\nbatch_1 +/v1/chat/completions +in_progress +2 +1 +4 +\d+ d\n$", result.Output);
    }

    [Fact]
    public async Task Batches_None_SaysHowToSubmit()
    {
        await using var router = await StartAsync(("GET /v1/batches?limit=100", Replies.Json("""{"object":"list","data":[],"has_more":false}""")));

        Assert.Equal("There is no batch. Submit a file of requests: ./switchyard batches submit requests.jsonl\n", (await Cli.RunAsync("batches")).Output);
    }

    [Fact]
    public async Task Batches_Json_AreAsTheRouterDescribesThem()
    {
        await using var router = await StartAsync(("GET /v1/batches?limit=100", Replies.Json($$"""{"object":"list","data":[{{Batch("in_progress", 2, 1)}}],"has_more":false}""")));

        Assert.StartsWith("""{"id":"batch_1","object":"batch",""", (await Cli.RunAsync("batches", "--json")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_WithWait_UploadsAndPrintsTheAnswers()
    {
        var file = Path.Combine(Home.Path, "requests.jsonl");
        Directory.CreateDirectory(Home.Path);
        await File.WriteAllTextAsync(file, "{\"custom_id\":\"a\"}\n", Token);
        await using var router = await StartAsync(
            ("POST /v1/files", Replies.Json("""{"id":"file-1","bytes":18,"created_at":1,"filename":"requests.jsonl","purpose":"batch"}""")),
            ("POST /v1/batches", Replies.Json(Batch("validating", 0, 0))),
            ("GET /v1/batches/batch_1", Replies.Json(Batch("completed", 4, 0, ""","output_file_id":"file-2" """))),
            ("GET /v1/files/file-2/content", Replies.Body("application/octet-stream", Answers)));

        var result = await Cli.RunAsync("batches", "submit", file, "--url", "/v1/chat/completions", "--wait");

        Assert.Equal((0, Answers, "batch_1\n(completed: 4 answered, 0 failed, of 4)\n"), (result.ExitCode, result.Output, result.Error));
        Assert.Contains("requests.jsonl", router.Requests.First().Body, StringComparison.Ordinal);
        Assert.Contains("\"input_file_id\":\"file-1\"", router.Requests.ElementAt(1).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_FileThatIsNotThere_SaysSo()
    {
        await using var router = await StartAsync();

        var result = await Cli.RunAsync("batches", "submit", Path.Combine(Home.Path, "none.jsonl"));

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("'none.jsonl' cannot be read:", result.Error, StringComparison.Ordinal);
        Assert.Empty(router.Requests);
    }

    [Fact]
    public async Task Result_OfABatchWithErrors_SaysThemAndFails()
    {
        await using var router = await StartAsync(
            ("GET /v1/batches/batch_1", Replies.Json(Batch("completed", 3, 1, ""","output_file_id":"file-2","error_file_id":"file-3" """))),
            ("GET /v1/files/file-2/content", Replies.Body("application/octet-stream", Answers)),
            ("GET /v1/files/file-3/content", Replies.Body("application/octet-stream", "{\"custom_id\":\"c\"}\n")));

        var result = await Cli.RunAsync("batches", "result", "batch_1");

        Assert.Equal((1, Answers, "{\"custom_id\":\"c\"}\n"), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task Result_OfAWrongFile_SaysWhatIsWrongWithIt()
    {
        await using var router = await StartAsync(
            ("GET /v1/batches/batch_1", Replies.Json(Batch("failed", 0, 0, ""","errors":{"object":"list","data":[{"code":"invalid_json_line","message":"It is not JSON.","line":7}]}"""))));

        var result = await Cli.RunAsync("batches", "result", "batch_1");

        Assert.Equal((1, "", "Line 7: It is not JSON.\n"), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task Result_BeforeTheEnd_SaysHowFarItIs()
    {
        await using var router = await StartAsync(("GET /v1/batches/batch_1", Replies.Json(Batch("in_progress", 1, 0))));

        var result = await Cli.RunAsync("batches", "result", "batch_1");

        Assert.Equal((1, "It has not ended yet; in_progress: 1 answered, 0 failed, of 4. --wait waits for its end.\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Cancel_SaysWhatTheRouterSays()
    {
        await using var router = await StartAsync(
            ("POST /v1/batches/batch_1/cancel", Replies.Json(Batch("cancelling", 1, 0))), ("POST /v1/batches/batch_2/cancel", Replies.Error(409, "It has ended already.", "already_finished")));

        var done = await Cli.RunAsync("batches", "cancel", "batch_1");
        var refused = await Cli.RunAsync("batches", "cancel", "batch_2");

        Assert.Equal((0, "Batch batch_1 is cancelling.\n"), (done.ExitCode, done.Output));
        Assert.Equal((1, "It has ended already.\n"), (refused.ExitCode, refused.Error));
    }

    private static string Batch(string status, int completed, int failed, string more = "") => $$$"""
        {"id":"batch_1","object":"batch","endpoint":"/v1/chat/completions","input_file_id":"file-1","completion_window":"24h","status":"{{{status}}}","created_at":1700000000,
        "request_counts":{"total":4,"completed":{{{completed}}},"failed":{{{failed}}}}{{{more}}}}
        """;

    private async Task<FakeUpstream> StartAsync(params (string Route, Microsoft.AspNetCore.Http.RequestDelegate Answer)[] routes)
    {
        var router = await JobRouter.StartAsync(routes);
        WriteState(RecordThisTest(), Resource("router", url: router.Address));
        return router;
    }
}
