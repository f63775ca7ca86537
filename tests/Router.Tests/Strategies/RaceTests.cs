using Switchyard.MockUpstream.Recording;
using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Strategies;

public sealed class RaceTests
{
    private const string Question = """{"model":"one/m","messages":[{"role":"user","content":"Hello"}]}""";
    private const string Streamed = """{"model":"one/m","stream":true,"messages":[{"role":"user","content":"Hello"}]}""";

    private static readonly Scenario s_slow = new() { Text = "slow", FirstToken = TimeSpan.FromMinutes(2) };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Question, "race")]
    [InlineData(Streamed, "race")]
    [InlineData(Question, "hedge")]
    [InlineData(Streamed, "hedge")]
    public async Task Chat_FirstIsSlow_SecondAnswersAndFirstIsCancelled(string question, string strategy)
    {
        await using var host = await StrategyHost.StartAsync([s_slow, new Scenario { Text = "quick", FirstToken = TimeSpan.FromMilliseconds(200) }], ("Router:Strategies:HedgeDelay", "00:00:00.050"));

        using var response = await host.AskAsync(strategy, "one/m, two/m", question);
        var text = await response.Content.ReadAsStringAsync(Token);

        Assert.Equal((200, strategy, "two/m", "two"), ((int)response.StatusCode, StrategyHost.Header(response, "x-switchyard-strategy"), StrategyHost.Header(response, "x-switchyard-model"), StrategyHost.Header(response, "x-switchyard-provider")));
        Assert.Contains("quick", text, StringComparison.Ordinal);
        Assert.DoesNotContain("slow", text, StringComparison.Ordinal);
        Assert.Equal(question == Streamed, text.EndsWith("data: [DONE]\n\n", StringComparison.Ordinal));

        // A race may be won before the other's request has even arrived.
        foreach (var loser in host.Upstreams[0].Requests)
        {
            await loser.Ended.WaitAsync(TimeSpan.FromSeconds(20), Token);
            Assert.Equal(RequestState.Disconnected, loser.State);
        }

        var trace = await host.TraceAsync(response);
        Assert.Equal(("completed", 2), (trace.Outcome, trace.Attempts.Count));
        Assert.Equal([("one/m", "lost", false), ("two/m", "completed", true)], trace.Attempts.OrderBy(attempt => attempt.Model).Select(attempt => (attempt.Model, attempt.Outcome, attempt.Served == true)));
        Assert.Equal("cancelled: 'two/m' answered first", trace.Attempts.Single(attempt => attempt.Model == "one/m").Verdict);
    }

    [Theory]
    [InlineData("race")]
    [InlineData("hedge")]
    public async Task Chat_OneFails_OtherAnswers(string strategy)
    {
        await using var host = await StrategyHost.StartAsync([Scenario.Of(new Fault(FaultKind.Status) { Status = 500 }), new Scenario { Text = "good" }], ("Router:Strategies:HedgeDelay", "00:01:00"), ("Router:Strategies:HedgeMaxDelay", "00:01:00"));

        using var response = await host.AskAsync(strategy, "one/m,two/m", Question);

        Assert.Equal((200, "two/m"), ((int)response.StatusCode, StrategyHost.Header(response, "x-switchyard-model")));
        Assert.Equal("good", StrategyHost.Text(await response.Content.ReadAsStringAsync(Token)));
    }

    [Theory]
    [InlineData("race")]
    [InlineData("hedge")]
    [InlineData("cascade")]
    [InlineData("vote")]
    [InlineData("parallel")]
    public async Task Chat_AllFail_OneClearError(string strategy)
    {
        var failing = Scenario.Of(new Fault(FaultKind.Status) { Status = 500 });
        await using var host = await StrategyHost.StartAsync([failing, failing], ("Router:Strategies:HedgeDelay", "00:00:00.050"));

        using var response = await host.AskAsync(strategy, "one/m,two/m", Question);

        Assert.Equal(503, (int)response.StatusCode);
        Assert.Contains("answered with status 500", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal("failed", (await host.TraceAsync(response)).Outcome);
    }

    [Fact]
    public async Task Hedge_FirstIsQuick_SecondIsNeverAsked()
    {
        await using var host = await StrategyHost.StartAsync([new Scenario { Text = "first" }, new Scenario { Text = "second" }], ("Router:Strategies:HedgeDelay", "00:00:30"));

        using var response = await host.AskAsync("hedge", "one/m,two/m", Question);

        Assert.Equal("first", StrategyHost.Text(await response.Content.ReadAsStringAsync(Token)));
        Assert.Empty(host.Upstreams[1].Requests);
    }

    [Theory]
    [InlineData("race")]
    [InlineData("hedge")]
    [InlineData("vote")]
    public async Task Chat_CallerLeaves_AllUpstreamsAreCancelled(string strategy)
    {
        await using var host = await StrategyHost.StartAsync([s_slow, s_slow], ("Router:Strategies:HedgeDelay", "00:00:00.050"));
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var asking = host.AskAsync(strategy, "one/m,two/m", Question, cancellationToken: leaving.Token);
        while (host.Upstreams.Any(upstream => upstream.Requests.Count == 0))
        {
            await Task.Yield();
        }

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        foreach (var upstream in host.Upstreams)
        {
            await upstream.Requests[0].Ended.WaitAsync(TimeSpan.FromSeconds(20), Token);
            Assert.Equal(RequestState.Disconnected, upstream.Requests[0].State);
        }
    }

    [Theory]
    [InlineData("/v1/messages", """{"model":"one/m","max_tokens":50,"stream":true,"messages":[{"role":"user","content":"Hello"}]}""", "event: message_stop")]
    [InlineData("/v1/responses", """{"model":"one/m","stream":true,"input":"Hello"}""", "event: response.completed")]
    [InlineData("/v1/completions", """{"model":"one/m","stream":true,"prompt":"Hello"}""", "data: [DONE]")]
    public async Task Race_OtherDialects_WinnerIsTranslated(string path, string question, string end)
    {
        await using var host = await StrategyHost.StartAsync([s_slow, new Scenario { Text = "quick" }]);

        using var response = await host.AskAsync("race", "one/m,two/m", question, path);

        Assert.Equal("two/m", StrategyHost.Header(response, "x-switchyard-model"));
        Assert.Contains(end, await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }
}
