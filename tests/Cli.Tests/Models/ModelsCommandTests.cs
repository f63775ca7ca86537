using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.Cli.Tests.Models;

public sealed class ModelsCommandTests : CliTest
{
    private const string Begin = """{"id":"pull-1","model":"ollama/m:1b"}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pull_ShowsItsStepsAndTheEnd()
    {
        await using var router = await StartRouterAsync(Events(
            ("pull", Begin),
            ("progress", """{"id":"pull-1","model":"ollama/m:1b","status":"pulling manifest"}"""),
            ("progress", """{"id":"pull-1","model":"ollama/m:1b","status":"pulling 6a0746","completed":1,"total":2,"percent":50}"""),
            ("progress", """{"id":"pull-1","model":"ollama/m:1b","status":"pulling 6a0746","completed":2,"total":2,"percent":100}"""),
            ("done", Begin)));

        var result = await Cli.RunAsync("models", "pull", "ollama/m:1b");

        Assert.Equal((0, "pulling manifest\npulling 6a0746\n'ollama/m:1b' is there.\n", ""), (result.ExitCode, result.Output, result.Error));
        var asked = router.Requests.Single();
        Assert.Equal(("POST", "/v1/models/pull", "Bearer the-key", """{"model":"ollama/m:1b"}"""), (asked.Method, asked.Path, asked.Headers["Authorization"], asked.Body));
    }

    [Fact]
    public async Task Pull_ThatFails_SaysWhy()
    {
        await using var router = await StartRouterAsync(Events(("pull", Begin), ("error", """{"error":{"message":"No such model.","type":"upstream_error","code":"model_change_failed","param":null}}""")));

        var result = await Cli.RunAsync("models", "pull", "m:1b");

        Assert.Equal((1, "", "No such model.\n"), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task Pull_ThatBreaksOff_SaysSo()
    {
        await using var router = await StartRouterAsync(Events(("pull", Begin)));

        var result = await Cli.RunAsync("models", "pull", "m:1b");

        Assert.Equal((1, "The Router broke off before the model was there; pull it again to go on from there.\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Pull_Refused_SaysWhatTheRouterSays()
    {
        await using var router = await StartRouterAsync(Replies.Error(501, "Only Ollama can.", "not_implemented"));

        var result = await Cli.RunAsync("models", "pull", "cloud/m");

        Assert.Equal((1, "Only Ollama can.\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Remove_AsksFirst()
    {
        await using var router = await StartRouterAsync(Replies.Json("""{"id":"ollama/m:1b","object":"model","deleted":true}"""));

        var no = await Cli.RunAsync(["models", "remove", "ollama/m:1b"], "\n");
        Assert.Empty(router.Requests);
        var yes = await Cli.RunAsync(["models", "remove", "ollama/m:1b"], "y\n");
        var sure = await Cli.RunAsync("models", "remove", "ollama/m:1b", "--yes");

        Assert.Equal(1, no.ExitCode);
        Assert.EndsWith("Nothing was removed.\n", no.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0, "'ollama/m:1b' is removed.\n"), (yes.ExitCode, sure.ExitCode, sure.Output));
        Assert.Equal(["DELETE", "DELETE"], router.Requests.Select(request => request.Method));
        Assert.Equal("/v1/models/ollama/m:1b", Uri.UnescapeDataString(router.Requests.First().Path));
    }

    private static Microsoft.AspNetCore.Http.RequestDelegate Events(params (string Type, string Data)[] events) =>
        Replies.Body("text/event-stream", string.Concat(events.Select(item => $"event: {item.Type}\ndata: {item.Data}\n\n")));

    private async Task<FakeUpstream> StartRouterAsync(Microsoft.AspNetCore.Http.RequestDelegate answer)
    {
        var router = await FakeUpstream.StartAsync(answer, Token);
        WriteState(RecordThisTest(), Resource("router", url: router.Address));
        await File.WriteAllTextAsync(Path.Combine(Home.Secrets, "router-admin-key"), "the-key", Token);
        return router;
    }
}
