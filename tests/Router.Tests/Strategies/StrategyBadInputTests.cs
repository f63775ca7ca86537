using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Strategies;

public sealed class StrategyBadInputTests
{
    private const string Question = """{"model":"one/m","messages":[{"role":"user","content":"Hello"}]}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("fastest", "one/m,two/m", Question, "/v1/chat/completions", 400, "known are fallback, weighted, cheapest, semantic, race, hedge, cascade, vote, parallel")]
    [InlineData("race", null, Question, "/v1/chat/completions", 400, "needs at least two models")]
    [InlineData("race", ",", Question, "/v1/chat/completions", 400, "between 1 and 4 models")]
    [InlineData("race", "one/m,two/m,one/m,two/m,one/m", Question, "/v1/chat/completions", 400, "between 1 and 4 models")]
    [InlineData("race", "one/m,nobody/x", Question, "/v1/chat/completions", 404, "nobody/x")]
    [InlineData("vote", "one/m,two/m", """{"model":"one/m","n":2,"messages":[{"role":"user","content":"Hello"}]}""", "/v1/chat/completions", 400, "asks each model for one")]
    [InlineData("vote", "one/m,two/m", """{"model":"one/m","input":"Hello"}""", "/v1/embeddings", 400, "compares what models say")]
    [InlineData("parallel", "one/m,two/m", """{"model":"one/m","max_tokens":9,"messages":[{"role":"user","content":"Hello"}]}""", "/v1/messages", 400, "which only /v1/chat/completions and /v1/completions have")]
    [InlineData("parallel", "one/m,two/m", """{"model":"one/m","input":"Hello"}""", "/v1/responses", 400, "Ask there, or take")]
    [InlineData("parallel", "one/m,two/m", """{"model":"one/m","prompt":["a","b"]}""", "/v1/completions", 400, "several prompts")]
    public async Task Headers_Bad_AreRefusedInWords(string strategy, string? models, string body, string path, int status, string message)
    {
        await using var host = await StrategyHost.StartAsync([new Scenario { Text = "a" }, new Scenario { Text = "b" }]);

        using var response = await host.AskAsync(strategy, models, body, path);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(message, await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.All(host.Upstreams, upstream => Assert.Empty(upstream.Requests));
    }

    [Fact]
    public async Task DataClass_OneModelMayNotReceiveIt_OnlyTheOtherIsAsked()
    {
        await using var host = await StrategyHost.StartAsync([new Scenario { Text = "a" }, new Scenario { Text = "b" }], ("Router:Providers:one:DataClasses:0", "public"));

        using var response = await host.AskAsync("race", "one/m,two/m", Question);

        Assert.Equal("b", StrategyHost.Text(await response.Content.ReadAsStringAsync(Token)));
        Assert.Empty(host.Upstreams[0].Requests);
    }

    [Theory]
    [InlineData("Strategy", "fastest", "there is no strategy 'fastest'")]
    [InlineData("Strategy", "race", "needs at least two models")]
    [InlineData("Models:0:Model", "a", "say by Strategy what these models do together")]
    public void Configuration_BadRoute_StopsTheStartAndIsNamed(string key, string value, string message)
    {
        var said = RouterHost.StartInVain(($"Router:Routes:smart:{key}", value), ("Router:Routes:smart:Fallbacks:0", "local/pocket"));

        Assert.Contains(message, said, StringComparison.Ordinal);
        Assert.Contains("Router:Routes:smart", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configuration_Route_ServesItsNameByTheStrategy()
    {
        await using var host = await StrategyHost.StartAsync(
            [new Scenario { Text = "slow", FirstToken = TimeSpan.FromMinutes(2) }, new Scenario { Text = "quick" }],
            ("Router:Routes:smart:Strategy", "race"), ("Router:Routes:smart:Models:0:Model", "one/m"), ("Router:Routes:smart:Models:1:Model", "two/m"));

        using var response = await host.AskAsync(null, null, Question.Replace("one/m", "smart", StringComparison.Ordinal));

        Assert.Equal("quick", StrategyHost.Text(await response.Content.ReadAsStringAsync(Token)));
        Assert.Equal("race", StrategyHost.Header(response, "x-switchyard-strategy"));
    }
}
