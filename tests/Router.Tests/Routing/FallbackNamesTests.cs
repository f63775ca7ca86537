using Switchyard.MockUpstream.Scenarios;
using Switchyard.Router.Tests.Strategies;
using Xunit;

namespace Switchyard.Router.Tests.Routing;

/// <summary>Which fallbacks a request has, and that nobody is asked twice.</summary>
public sealed class FallbackNamesTests
{
    private static readonly Scenario s_fails = Scenario.Of(new Fault(FaultKind.Status) { Status = 500 });

    [Theory]
    [InlineData("m")]
    [InlineData("best")]
    [InlineData("team/m")]
    [InlineData("one/m")]
    public async Task Fallbacks_OfANameItsAliasesAndItsModel_AreAsked(string name)
    {
        var route = name == "one/m" ? "one/m" : "m";
        await using var host = await StrategyHost.StartAsync(
            [s_fails, new Scenario { Text = "two" }],
            ("Router:DefaultProvider", "one"), ("Router:Aliases:best", "m"), ("Router:Aliases:team/*", "*"), ($"Router:Routes:{route}:Fallbacks:0", "two/m"));

        using var response = await host.AskAsync(null, null, Question(name));

        Assert.Equal("two", StrategyHost.Text(await response.TextAsync()));
    }

    [Fact]
    public async Task Fallbacks_OfTheModelItself_GoBeforeThoseOfAllNames()
    {
        await using var host = await StrategyHost.StartAsync(
            [s_fails, new Scenario { Text = "two" }, new Scenario { Text = "three" }],
            ("Router:Aliases:best", "one/m"), ("Router:Routes:*:Fallbacks:0", "two/m"), ("Router:Routes:one/m:Fallbacks:0", "three/m"));

        using var response = await host.AskAsync(null, null, Question("best"));

        Assert.Equal("three", StrategyHost.Text(await response.TextAsync()));
    }

    [Fact]
    public async Task Canary_FailsAndFallsBackToTheOther_EachIsAskedOnce()
    {
        await using var host = await StrategyHost.StartAsync(
            [s_fails, s_fails, new Scenario { Text = "three" }],
            ("Router:Routes:new:Strategy", "weighted"), ("Router:Routes:new:Models:0:Model", "one/m"), ("Router:Routes:new:Models:1:Model", "two/m"),
            ("Router:Routes:new:Models:2:Model", "three/m"), ("Router:Routes:new:Models:1:Weight", "0"), ("Router:Routes:new:Models:2:Weight", "0"),
            ("Router:Routes:one/m:Fallbacks:0", "two/m"), ("Router:Routes:one/m:Fallbacks:1", "two/m"));

        using var response = await host.AskAsync(null, null, Question("new"));

        Assert.Equal("three", StrategyHost.Text(await response.TextAsync()));
        Assert.Equal(["one/m", "two/m", "three/m"], (await host.TraceAsync(response)).Attempts.Select(attempt => attempt.Model));
    }

    private static string Question(string model) => $$"""{"model":"{{model}}","messages":[{"role":"user","content":"Hello"}]}""";
}
