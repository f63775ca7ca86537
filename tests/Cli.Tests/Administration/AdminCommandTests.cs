using System.Text.Json.Nodes;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.Cli.Tests.Administration;

public sealed class AdminCommandTests : CliTest
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Providers_NothingRuns_SaysHowToStart()
    {
        var result = await Cli.RunAsync("providers", "list");

        Assert.Equal((3, $"Switchyard is not running on {Home.Path}. Start it with ./run.sh.\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Providers_WithoutAKey_SaysWhereItShouldBe()
    {
        WriteState(RecordThisTest(), Resource("router", url: "http://127.0.0.1:9"));

        var result = await Cli.RunAsync("providers", "list");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"There is no administrator's key at {Home.Secrets}/router-admin-key.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProvidersList_IsATableOfWhatTheRouterSays()
    {
        await using var router = await StartRouterAsync(
            """{"data":[{"kind":"providers","id":"openai","source":"environment","value":{}},{"kind":"providers","id":"team","source":"stored","version":3,"value":{"baseUrl":"https://llm.example/v1"}}]}""");

        var result = await Cli.RunAsync("providers", "list");

        Assert.Equal((0, "NAME    SOURCE       ADDRESS\nopenai  environment  -\nteam    stored       https://llm.example/v1\n"), (result.ExitCode, result.Output));
        Assert.Equal(("GET", "/admin/providers", "Bearer the-key"), (router.Requests.Single().Method, router.Requests.Single().Path, router.Requests.Single().Headers["Authorization"]));
    }

    [Fact]
    public async Task ProvidersAdd_SendsTheSettingWithTheKeyOfStandardInput()
    {
        await using var router = await StartRouterAsync("""{"kind":"providers","id":"team","source":"stored","version":1,"value":{},"warnings":["It looks odd."]}""");

        var result = await Cli.RunAsync(["providers", "add", "team", "--base-url", "https://llm.example/v1", "--models", "a, b", "--key-stdin"], "sk-secret\n");

        Assert.Equal((0, "'team' is in force.\n", "Warning: It looks odd.\n"), (result.ExitCode, result.Output, result.Error));
        Assert.Equal(("PUT", "/admin/providers/team"), (router.Requests.Single().Method, router.Requests.Single().Path));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"baseUrl":"https://llm.example/v1","models":["a","b"],"apiKey":"sk-secret"}"""), JsonNode.Parse(router.Requests.Single().Body)));
    }

    [Fact]
    public async Task RoutesAdd_SendsTheFallbacksInOrder()
    {
        await using var router = await StartRouterAsync("""{"kind":"routes","id":"a/b","source":"stored","version":1,"value":{}}""");

        var result = await Cli.RunAsync("routes", "add", "a/b", "c/d", "e/f");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(("/admin/routes/a%2Fb", """{"fallbacks":["c/d","e/f"]}"""), (router.Requests.Single().Path.Replace("/a/b", "/a%2Fb", StringComparison.Ordinal), router.Requests.Single().Body));
    }

    [Fact]
    public async Task RoutesRemove_Refused_SaysWhatTheRouterSays()
    {
        await using var router = await StartRouterAsync("""{"error":{"message":"Nothing of that name was stored at run time.","type":"invalid_request_error","code":"not_found"}}""", 404);

        var result = await Cli.RunAsync("routes", "remove", "a/b");

        Assert.Equal((1, "Nothing of that name was stored at run time.\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task RoutesAdd_WithoutFallbacks_IsRefusedWithHelp()
    {
        var result = await Cli.RunAsync("routes", "add", "a/b");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("fallbacks", result.Output + result.Error, StringComparison.Ordinal);
    }

    private async Task<FakeUpstream> StartRouterAsync(string answer, int status = 200)
    {
        var router = await FakeUpstream.StartAsync(Replies.Json(answer, status), Token);
        WriteState(RecordThisTest(), Resource("router", url: router.Address));
        await File.WriteAllTextAsync(Path.Combine(Home.Secrets, "router-admin-key"), "the-key", Token);
        return router;
    }
}
