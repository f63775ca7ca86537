using System.Text.Json;
using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Strategies;

/// <summary>The mock's embeddings are near where texts are equal, and nowhere else.</summary>
public sealed class SemanticTests
{
    private const string Path = "/v1/chat/completions";
    private const string Poem = """{"model":"smart","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Write a poem."}]}""";

    private static readonly Scenario[] s_three = [new() { Text = "one" }, new() { Text = "two" }, new() { Text = "three" }];

    private static readonly (string, string?)[] s_route =
    [
        ("Router:Strategies:EmbeddingModel", "three/m"),
        ("Router:Routes:smart:Strategy", "semantic"),
        ("Router:Routes:smart:Models:0:Model", "one/m"), ("Router:Routes:smart:Models:0:Description", "Add these numbers."),
        ("Router:Routes:smart:Models:1:Model", "two/m"), ("Router:Routes:smart:Models:1:Description", "Write a poem."),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Path, Poem)]
    [InlineData("/v1/messages", """{"model":"smart","max_tokens":9,"messages":[{"role":"user","content":"Write a poem."}]}""")]
    [InlineData("/v1/responses", """{"model":"smart","input":"Write a poem."}""")]
    [InlineData("/v1/completions", """{"model":"smart","prompt":"Write a poem."}""")]
    public async Task Request_LikeADescription_GoesToThatModel(string path, string body)
    {
        await using var host = await StrategyHost.StartAsync(s_three, s_route);

        using var response = await host.AskAsync(null, null, body, path);

        Assert.Contains("two", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        var trace = await host.TraceAsync(response);
        Assert.Equal("two/m", trace.Attempts.Single().Model);
        Assert.StartsWith("semantic: 1.00 like its description, the next ", trace.Attempts[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Descriptions_AreEmbeddedOnce_AndTheQuestionIsSeenAmongTheRequests()
    {
        await using var host = await StrategyHost.StartAsync(s_three, s_route);

        using var first = await host.AskAsync(null, null, Poem);
        using var second = await host.AskAsync(null, null, Poem);

        Assert.Equal([3, 1], host.Upstreams[2].Requests.Select(request => JsonElement.Parse(request.Body).GetProperty("input").GetArrayLength()));
        var listed = await host.Client.GetStringAsync("/v1/requests", Token);
        Assert.Contains($"\"{StrategyHost.Header(first, "x-request-id")}.embedding\"", listed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChosenModelFails_TheOtherAnswers()
    {
        await using var host = await StrategyHost.StartAsync([s_three[0], Scenario.Of(new Fault(FaultKind.Status) { Status = 500 }), s_three[2]], s_route);

        using var response = await host.AskAsync(null, null, Poem);

        Assert.Equal("one", StrategyHost.Text(await response.Content.ReadAsStringAsync(Token)));
    }

    [Fact]
    public async Task EmbedderFails_TheRoutesFirstAnswers()
    {
        await using var host = await StrategyHost.StartAsync([s_three[0], s_three[1], Scenario.Of(new Fault(FaultKind.Status) { Status = 500 })], s_route);

        using var response = await host.AskAsync(null, null, Poem);

        Assert.Equal("one", StrategyHost.Text(await response.Content.ReadAsStringAsync(Token)));
        Assert.StartsWith("semantic: the request could not be compared (The provider 'three' answered with status 500", (await host.TraceAsync(response)).Attempts[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Embedder_IsAnotherNow_DescriptionsAreEmbeddedAnew()
    {
        await using var host = await StrategyHost.StartAsync(s_three, [.. s_route, ("Router:Routes:three/m:Fallbacks:0", "one/m")]);
        using (await host.AskAsync(null, null, Poem))
        {
        }

        host.Upstreams[2].Put("m", Scenario.Of(new Fault(FaultKind.Status) { Status = 500 }));
        using var response = await host.AskAsync(null, null, Poem);

        Assert.Contains("two", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal([1, 3], host.Upstreams[0].Requests.Where(request => request.Path.EndsWith("/embeddings", StringComparison.Ordinal)).Select(request => JsonElement.Parse(request.Body).GetProperty("input").GetArrayLength()));
    }

    [Fact]
    public async Task Embedder_MayNotReceiveTheData_IsNotAsked()
    {
        await using var host = await StrategyHost.StartAsync(s_three, [.. s_route, ("Router:Providers:three:DataClasses:0", "public")]);

        using var response = await host.AskAsync(null, null, Poem);

        Assert.Equal("one", StrategyHost.Text(await response.Content.ReadAsStringAsync(Token)));
        Assert.Empty(host.Upstreams[2].Requests);
    }

    [Fact]
    public async Task Header_WithoutDescriptions_IsRefusedInWords()
    {
        await using var host = await StrategyHost.StartAsync(s_three);

        using var response = await host.AskAsync("semantic", "one/m,two/m", Poem);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("name a route that has some", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public void Configuration_DescriptionMissing_StopsTheStartAndIsNamed()
    {
        var said = RouterHost.StartInVain([.. s_route, ("Router:Providers:one:BaseUrl", "http://127.0.0.1:1/v1"), ("Router:Routes:smart:Models:2:Model", "one/other")]);

        Assert.Contains("Router:Routes:smart:Models: the strategy 'semantic' needs a Description of each model", said, StringComparison.Ordinal);
    }
}
