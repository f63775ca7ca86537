using Switchyard.MockUpstream.Scenarios;
using Switchyard.Router.Tests.Strategies;
using Xunit;

namespace Switchyard.Router.Tests.Capabilities;

public sealed class CapabilityTests
{
    private const string Question = """{"model":"one/m","messages":[{"role":"user","content":"Hello"}]}""";

    private static readonly Scenario[] s_two = [new() { Text = "one" }, new() { Text = "two" }];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("fallback")]
    [InlineData("race")]
    [InlineData("hedge")]
    [InlineData("cascade")]
    [InlineData("vote")]
    [InlineData("parallel")]
    public async Task Require_OneModelCannot_OnlyTheOtherIsAsked(string strategy)
    {
        await using var host = await StrategyHost.StartAsync(s_two, ("Router:Providers:two:Metadata:m:Capabilities:0", "chat"), ("Router:Providers:two:Metadata:m:Capabilities:1", "reasoning"));
        host.Client.DefaultRequestHeaders.Add("x-switchyard-require", "chat, reasoning");

        using var response = await host.AskAsync(strategy, "one/m,two/m", Question);

        Assert.Equal("two", StrategyHost.Text(await response.Content.ReadAsStringAsync(Token)));
        Assert.Empty(host.Upstreams[0].Requests);
        Assert.Contains((await host.TraceAsync(response)).Attempts, attempt => attempt.Model == "one/m" && attempt.Reason == "left out: 'one/m' does not list chat among its capabilities");
    }

    [Theory]
    [InlineData("vision", 400, "does not list vision among its capabilities")]
    [InlineData("wings", 400, "names what the model must be able to do, separated by commas: chat, ")]
    [InlineData("", 400, "names what the model must be able to do")]
    [InlineData("chat", 200, "one")]
    public async Task Require_OneModel_IsServedOrRefusedInWords(string words, int status, string said)
    {
        await using var host = await StrategyHost.StartAsync(s_two, ("Router:Providers:one:Metadata:m:Capabilities:0", "chat"));
        host.Client.DefaultRequestHeaders.TryAddWithoutValidation("x-switchyard-require", words);

        using var response = await host.AskAsync(null, null, Question);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(said, await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(status == 200 ? 1 : 0, host.Upstreams[0].Requests.Count);
    }

    [Theory]
    [InlineData("fallback")]
    [InlineData("race")]
    public async Task Context_PromptIsTooLongForOne_OnlyTheOtherIsAsked(string strategy)
    {
        await using var host = await StrategyHost.StartAsync(s_two, ("Router:Providers:one:Metadata:m:ContextLength", "1000"), ("Router:Providers:two:Metadata:m:ContextLength", "100000"));

        using var response = await host.AskAsync(strategy, "one/m,two/m", Long());

        Assert.Equal("two", StrategyHost.Text(await response.Content.ReadAsStringAsync(Token)));
        Assert.Empty(host.Upstreams[0].Requests);
        Assert.Contains((await host.TraceAsync(response)).Attempts, attempt => attempt.Reason.StartsWith("left out: the prompt has about 50", StringComparison.Ordinal) && attempt.Reason.EndsWith("and the context of 'one/m' 1000", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Context_PromptIsTooLongForAll_TheModelJudgesForItself()
    {
        await using var host = await StrategyHost.StartAsync(s_two, ("Router:Providers:one:Metadata:m:ContextLength", "1000"), ("Router:Providers:two:Metadata:m:ContextLength", "1000"));

        using var response = await host.AskAsync("fallback", "one/m,two/m", Long());

        Assert.Equal("one", StrategyHost.Text(await response.Content.ReadAsStringAsync(Token)));
    }

    private static string Long() => Question.Replace("Hello", string.Concat(Enumerable.Repeat("word", 5000)), StringComparison.Ordinal);
}
