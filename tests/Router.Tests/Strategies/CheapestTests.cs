using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Strategies;

public sealed class CheapestTests
{
    private const string Question = """{"model":"one/m","messages":[{"role":"user","content":"Hello"}]}""";
    private const string Named = """{"model":"smart","messages":[{"role":"user","content":"Hello"}]}""";

    private static readonly Scenario[] s_three = [new() { Text = "one" }, new() { Text = "two" }, new() { Text = "three" }];

    private static readonly (string, string?)[] s_prices =
    [
        ("Router:Providers:one:Metadata:m:InputPrice", "3"), ("Router:Providers:one:Metadata:m:OutputPrice", "15"),
        ("Router:Providers:two:Metadata:m:InputPrice", "0.1"), ("Router:Providers:two:Metadata:m:OutputPrice", "0.4"),
        ("Router:Providers:three:Metadata:m:InputPrice", "1"), ("Router:Providers:three:Metadata:m:OutputPrice", "2"),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chat_PricesKnown_CheapestIsAskedAndTheNextByPriceFollows()
    {
        await using var host = await StrategyHost.StartAsync([s_three[0], Scenario.Of(new Fault(FaultKind.Status) { Status = 500 }), s_three[2]], s_prices);

        using var response = await host.AskAsync("cheapest", "one/m,two/m,three/m", Question);

        Assert.Equal("three", StrategyHost.Text(await response.Content.ReadAsStringAsync(Token)));
        var trace = await host.TraceAsync(response);
        Assert.Equal(["two/m", "three/m"], trace.Attempts.Select(attempt => attempt.Model));
        Assert.Matches("^first choice: about 0\\.0000[0-9]+ US\\$ for [0-9]+ tokens and 128 of answer$", trace.Attempts[0].Reason);
        Assert.StartsWith("fallback, since those before failed: about 0.00", trace.Attempts[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_ModelHere_CostsNothing()
    {
        await using var host = await StrategyHost.StartAsync(s_three, s_prices[2..]);

        using var response = await host.AskAsync("cheapest", "three/m,two/m,one/m", Question);

        Assert.Equal("one", StrategyHost.Text(await response.Content.ReadAsStringAsync(Token)));
        Assert.Equal("first choice: it costs nothing", (await host.TraceAsync(response)).Attempts[0].Reason);
    }

    [Theory]
    [InlineData("0.5", "three")]
    [InlineData("0.9", "one")]
    public async Task Route_WithMinScore_CheapestOfThoseThatAreGoodEnough(string least, string text)
    {
        await using var host = await StrategyHost.StartAsync(s_three, [.. s_prices, .. Smart(least), ("Router:Providers:one:Metadata:m:Score", "0.95"), ("Router:Providers:three:Metadata:m:Score", "0.6")]);

        using var response = await host.AskAsync(null, null, Named);

        Assert.Equal(text, StrategyHost.Text(await response.Content.ReadAsStringAsync(Token)));
        Assert.Contains((await host.TraceAsync(response)).Attempts, attempt => attempt.Model == "two/m" && attempt.Reason == $"left out: its score is not at least {least}");
    }

    [Fact]
    public async Task Route_NoModelIsGoodEnough_IsRefusedInWords()
    {
        await using var host = await StrategyHost.StartAsync(s_three, [.. s_prices, .. Smart("0.9")]);

        using var response = await host.AskAsync(null, null, Named);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("has a score of at least 0.9", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Require_CheapestCannot_NextByPriceIsAsked()
    {
        await using var host = await StrategyHost.StartAsync(s_three, [.. s_prices, ("Router:Providers:two:Metadata:m:Capabilities:0", "chat"), ("Router:Providers:three:Metadata:m:Capabilities:0", "vision"), ("Router:Providers:one:Metadata:m:Capabilities:0", "vision")]);
        host.Client.DefaultRequestHeaders.Add("x-switchyard-require", "vision");

        using var response = await host.AskAsync("cheapest", "one/m,two/m,three/m", Question);

        Assert.Equal("three", StrategyHost.Text(await response.Content.ReadAsStringAsync(Token)));
    }

    [Theory]
    [InlineData("Routes:smart:MinScore", "2", "Router:Routes:smart:MinScore: 2 must be from 0 to 1")]
    [InlineData("Routes:smart:Strategy", "race", "Router:Routes:smart:MinScore: only the strategy 'cheapest' looks at scores")]
    [InlineData("Providers:one:Metadata:m:Score", "-1", "Router:Providers:one:Metadata:m:Score: -1 must be from 0 to 1")]
    public void Configuration_Bad_StopsTheStartAndIsNamed(string key, string value, string message)
    {
        var said = RouterHost.StartInVain([.. Smart("0.5"), ("Router:Providers:one:BaseUrl", "http://127.0.0.1:1/v1"), ($"Router:{key}", value)]);

        Assert.Contains(message, said, StringComparison.Ordinal);
    }

    private static (string, string?)[] Smart(string least) =>
    [
        ("Router:Routes:smart:Strategy", "cheapest"), ("Router:Routes:smart:MinScore", least),
        ("Router:Routes:smart:Models:0:Model", "one/m"), ("Router:Routes:smart:Models:1:Model", "two/m"), ("Router:Routes:smart:Models:2:Model", "three/m"),
    ];
}
