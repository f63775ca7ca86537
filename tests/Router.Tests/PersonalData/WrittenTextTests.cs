using System.Net.Http.Json;
using System.Text;
using Switchyard.Contracts.Routing;
using Switchyard.MockUpstream;
using Switchyard.MockUpstream.Scenarios;
using Switchyard.Router.Tests.Continuation;
using Switchyard.Router.Tests.Faults;
using Switchyard.Router.Tests.Strategies;
using Switchyard.Tests.Common.Media;
using Xunit;

namespace Switchyard.Router.Tests.PersonalData;

/// <summary>What one model wrote does not reach a restricted provider where it holds personal data or secrets.</summary>
public sealed class WrittenTextTests
{
    private const string Mail = "jane.doe@acme.example";
    private const string LeftOut = "what 'first' wrote holds: e-mail address";

    private static readonly (string, string?)[] s_restricted = [("Router:Providers:vllm:DataClasses:0", "public"), ("Router:Providers:vllm:DataClasses:1", "internal")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Continuation_OfATextWithPersonalData_IsNotAskedOfARestrictedProvider()
    {
        await using var router = await ContinuedRouter.AskingAsync("vllm", s_restricted);
        router.First.Put("m", Scenario.Parse("cut-40") with { Pieces = Pieces(Mail) });

        var stream = await CallerDialect.Find("chat").StreamAsync(router.Client);

        Assert.Equal((string.Concat(Pieces(Mail).Take(40)), 1), (stream.Text, stream.Errors.Count));
        Assert.Empty(router.Second.Asked());
        Assert.Equal(["first choice", $"left out: 'vllm' is restricted, and {LeftOut}"], (await router.Client.ExplainAsync(stream.RequestId)).Attempts.Select(static attempt => attempt.Reason));
        Assert.Contains(router.Host.Logs.Lines, static line => line.Contains("was kept from the restricted provider 'vllm', since what 'first' wrote holds: e-mail address", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Continuation_OfATextWithoutAny_IsAskedOfARestrictedProvider()
    {
        await using var router = await ContinuedRouter.AskingAsync("vllm", s_restricted);
        router.First.Put("m", Scenario.Parse("cut-40") with { Pieces = Pieces("Jane") });
        router.Second.Put("n", new Scenario { Pieces = [.. Pieces("Jane").Skip(40)] });

        var stream = await CallerDialect.Find("chat").StreamAsync(router.Client);

        Assert.Equal((string.Concat(Pieces("Jane")), 0), (stream.Text, stream.Errors.Count));
    }

    [Fact]
    public async Task WrongJson_WithPersonalData_IsShownToItsOwnProviderAlone()
    {
        await using var first = await MockServer.StartAsync(new MockServerOptions(), Token);
        await using var second = await MockServer.StartAsync(new MockServerOptions(), Token);
        first.Script(new Scenario { Text = $$"""{"mail":"{{Mail.Replace("@", @"\u0040", StringComparison.Ordinal)}}"}""" }, Scenario.Parse("status-503"), Scenario.Parse("status-503"), Scenario.Parse("status-503"));
        await using var router = Structured(first, second);
        using var client = router.CreateClient();

        var (status, info) = await AskAsync(client);

        Assert.Equal(503, status);
        Assert.Empty(second.Requests);
        Assert.Equal([$"left out: 'vllm' is restricted, and {LeftOut}"], info.Attempts.Where(static attempt => attempt.Provider == "vllm").Select(static attempt => attempt.Reason));
    }

    [Fact]
    public async Task WrongJson_OfAModelThatNeverAnswersRight_LeavesTheRequestToARestrictedProvider()
    {
        await using var first = await MockServer.StartAsync(new MockServerOptions(), Token);
        await using var second = await MockServer.StartAsync(new MockServerOptions(), Token);
        first.Put("m", new Scenario { Text = $$"""{"mail":"{{Mail}}"}""" });
        second.Put("n", new Scenario { Text = """{"age":1}""" });
        await using var router = Structured(first, second);
        using var client = router.CreateClient();

        var (status, _) = await AskAsync(client);

        Assert.Equal((200, 3), (status, first.Requests.Count));
        Assert.DoesNotContain(Mail, Assert.Single(second.Requests).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongJson_OfARestrictedProvider_IsShownToIt()
    {
        await using var first = await MockServer.StartAsync(new MockServerOptions(), Token);
        await using var second = await MockServer.StartAsync(new MockServerOptions(), Token);
        first.Script(new Scenario { Text = $$"""{"mail":"{{Mail}}"}""" }, new Scenario { Text = """{"age":1}""" });
        await using var router = Structured(first, second, ("Router:Providers:first:DataClasses:0", "internal"));
        using var client = router.CreateClient();

        var (status, _) = await AskAsync(client);

        Assert.Equal((200, 2, 0), (status, first.Requests.Count, second.Requests.Count));
        Assert.Contains(Mail, first.Requests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Description_WithPersonalData_IsNotSentToARestrictedProvider()
    {
        await using var host = await StrategyHost.StartAsync(
            [new Scenario { Text = "one" }, new Scenario { Text = "two" }, new Scenario { Text = $"A card of {Mail}." }],
            [("Router:Providers:one:Metadata:m:Input:0", "text"), ("Router:Media:VisionModel", "three/m"), ("Router:Providers:one:DataClasses:0", "internal")]);
        var image = SampleMedia.DataUri(SampleMedia.Png(), "image/png");

        using var response = await host.AskAsync(null, null, $$$"""{"model":"one/m","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"{{{image}}}"}}]}]}""");

        Assert.Contains("e-mail address in messages[0].content[0].text", await response.AssertErrorAsync(403, "personal_data_not_allowed"), StringComparison.Ordinal);
        Assert.Equal((0, 1), (host.Upstreams[0].Requests.Count, host.Upstreams[2].Requests.Count));
    }

    private static string[] Pieces(string whom) => [.. Enumerable.Range(0, 60).Select(i => i == 20 ? $"{whom} " : $"w{i} ")];

    private static RouterHost Structured(MockServer first, MockServer second, params (string Key, string? Value)[] settings) => RouterHost.Start(
    [
        ("Router:Providers:first:BaseUrl", $"{first.Address}/v1"),
        ("Router:Providers:first:Models:0", "m"),
        ("Router:Providers:first:StructuredOutput", "Prompted"),
        ("Router:Providers:vllm:BaseUrl", $"{second.Address}/v1"),
        ("Router:Providers:vllm:Models:0", "n"),
        ("Router:Routes:first/m:Fallbacks:0", "vllm/n"),
        ("Router:Retries:Delay", "00:00:00.001"),
        .. s_restricted,
        .. settings,
    ]);

    private static async Task<(int Status, RequestInfo Info)> AskAsync(HttpClient client)
    {
        const string Body = """{"model":"first/m","response_format":{"type":"json_schema","json_schema":{"name":"p","schema":{"type":"object","required":["age"]}}},"messages":[{"role":"user","content":"How old?"}]}""";
        using var request = RouterRequests.Post("/v1/chat/completions", Encoding.UTF8.GetBytes(Body));
        using var response = await client.SendAsync(request, Token);
        await response.TextAsync();
        return ((int)response.StatusCode, (await client.GetFromJsonAsync($"/v1/requests/{response.Headers.GetValues("x-request-id").Single()}", RoutingJsonContext.Default.RequestInfo, Token))!);
    }
}
