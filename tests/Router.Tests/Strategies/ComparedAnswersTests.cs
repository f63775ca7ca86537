using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Strategies;

/// <summary>Cascade and vote: whole answers are compared before the caller sees one.</summary>
public sealed class ComparedAnswersTests
{
    private const string Question = """{"model":"one/m","messages":[{"role":"user","content":"Hello"}]}""";
    private const string Streamed = """{"model":"one/m","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"Hello"}]}""";
    private const string JsonQuestion = """{"model":"one/m","response_format":{"type":"json_object"},"messages":[{"role":"user","content":"Hello"}]}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("length", "it was cut off at the limit")]
    [InlineData("filter", "a content filter cut in")]
    [InlineData("prose", "it is not the JSON that was asked for")]
    public async Task Cascade_FirstAnswerIsBad_NextIsAsked(string flaw, string verdict)
    {
        var bad = flaw switch
        {
            "length" => new Scenario { Text = "{", Finish = Finish.Length },
            "filter" => new Scenario { Text = "{}", Finish = Finish.Filter },
            _ => new Scenario { Text = "Sure, here it is." },
        };
        await using var host = await StrategyHost.StartAsync([bad, new Scenario { Text = """{"a":1}""" }]);

        using var response = await host.AskAsync("cascade", "one/m,two/m", JsonQuestion);

        Assert.Equal((200, "two/m", "cascade"), ((int)response.StatusCode, StrategyHost.Header(response, "x-switchyard-model"), StrategyHost.Header(response, "x-switchyard-strategy")));
        Assert.Equal("""{"a":1}""", StrategyHost.Text(await response.Content.ReadAsStringAsync(Token)));
        Assert.Equal([($"not good enough: {verdict}", false), ("taken", true)], (await host.TraceAsync(response)).Attempts.Select(attempt => (attempt.Verdict!, attempt.Served == true)));
    }

    [Fact]
    public async Task Cascade_FirstAnswerIsGood_NextIsNotAsked()
    {
        await using var host = await StrategyHost.StartAsync([new Scenario { Text = "fine" }, new Scenario { Text = "dear" }]);

        using var response = await host.AskAsync("cascade", "one/m,two/m", Question);

        Assert.Equal("fine", StrategyHost.Text(await response.Content.ReadAsStringAsync(Token)));
        Assert.Empty(host.Upstreams[1].Requests);
    }

    [Fact]
    public async Task Cascade_NoneIsGood_LastAnswerIsGivenRatherThanNone()
    {
        await using var host = await StrategyHost.StartAsync([new Scenario { Text = "no" }, new Scenario { Text = "neither" }]);

        using var response = await host.AskAsync("cascade", "one/m,two/m", JsonQuestion);

        Assert.Equal("neither", StrategyHost.Text(await response.Content.ReadAsStringAsync(Token)));
    }

    [Fact]
    public async Task Vote_TwoAgree_TheirAnswerWins()
    {
        await using var host = await StrategyHost.StartAsync([new Scenario { Text = "41" }, new Scenario { Text = "It is  42." }, new Scenario { Text = "it is 42" }]);

        using var response = await host.AskAsync("vote", "one/m,two/m,three/m", Question);

        Assert.Equal(("2 of 3", "two/m"), (StrategyHost.Header(response, "x-switchyard-votes"), StrategyHost.Header(response, "x-switchyard-model")));
        Assert.Equal("It is  42.", StrategyHost.Text(await response.Content.ReadAsStringAsync(Token)));
    }

    [Theory]
    [InlineData("vote", "/v1/responses", """{"model":"one/m","input":"Hello"}""", "\"object\":\"response\"")]
    [InlineData("vote", "/v1/responses", """{"model":"one/m","stream":true,"input":"Hello"}""", "event: response.completed")]
    [InlineData("cascade", "/v1/responses", """{"model":"one/m","input":"Hello"}""", "\"object\":\"response\"")]
    [InlineData("cascade", "/v1/completions", """{"model":"one/m","prompt":"Hello"}""", "\"object\":\"text_completion\"")]
    [InlineData("vote", "/v1/completions", """{"model":"one/m","stream":true,"prompt":"Hello"}""", "data: [DONE]")]
    [InlineData("vote", "/v1/messages", """{"model":"one/m","max_tokens":9,"stream":true,"messages":[{"role":"user","content":"Hello"}]}""", "event: message_stop")]
    public async Task Compared_OtherDialects_AnswerIsInTheCallersOwn(string strategy, string path, string question, string shape)
    {
        var first = strategy == "vote" ? new Scenario { Text = "42" } : new Scenario { Text = "4", Finish = Finish.Length };
        await using var host = await StrategyHost.StartAsync([first, new Scenario { Text = "42" }]);

        using var response = await host.AskAsync(strategy, "one/m,two/m", question, path);
        var text = await response.Content.ReadAsStringAsync(Token);

        Assert.True(response.IsSuccessStatusCode, text);
        Assert.Contains("42", text, StringComparison.Ordinal);
        Assert.Contains(shape, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vote_Tie_FirstListedWins()
    {
        await using var host = await StrategyHost.StartAsync([new Scenario { Text = "a" }, new Scenario { Text = "b" }]);

        using var response = await host.AskAsync("vote", "two/m,one/m", Question);

        Assert.Equal("b", StrategyHost.Text(await response.Content.ReadAsStringAsync(Token)));
        Assert.Equal("outvoted", (await host.TraceAsync(response)).Attempts.Single(attempt => attempt.Model == "one/m").Verdict);
    }

    [Fact]
    public async Task Vote_MajorityIsThere_SlowOneIsNotWaitedFor()
    {
        await using var host = await StrategyHost.StartAsync([new Scenario { Text = "late", FirstToken = TimeSpan.FromMinutes(2) }, new Scenario { Text = "42" }, new Scenario { Text = "42" }]);

        using var response = await host.AskAsync("vote", "one/m,two/m,three/m", Question);

        Assert.Equal("42", StrategyHost.Text(await response.Content.ReadAsStringAsync(Token)));
        foreach (var slow in host.Upstreams[0].Requests)
        {
            await slow.Ended.WaitAsync(TimeSpan.FromSeconds(20), Token);
        }

        var left = (await host.TraceAsync(response)).Attempts.Single(attempt => attempt.Model == "one/m");
        Assert.Equal(("lost", "cancelled: the others agree already", false), (left.Outcome, left.Verdict, left.Served));
    }

    [Theory]
    [InlineData("cascade")]
    [InlineData("vote")]
    public async Task Chat_CallerStreams_GetsTheChosenAnswerAsAStream(string strategy)
    {
        await using var host = await StrategyHost.StartAsync([new Scenario { Text = "the words" }, new Scenario { Text = "the words" }]);

        using var response = await host.AskAsync(strategy, "one/m,two/m", Streamed);
        var text = await response.Content.ReadAsStringAsync(Token);

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("the words", text, StringComparison.Ordinal);
        Assert.Contains("\"usage\":{", text, StringComparison.Ordinal);
        Assert.EndsWith("data: [DONE]\n\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"stream\"", host.Upstreams[0].Requests[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_CallerStreamsWhileModelsAreSlow_HearsPingsThenTheAnswer()
    {
        await using var host = await StrategyHost.StartAsync(
            [new Scenario { Text = "yes", FirstToken = TimeSpan.FromMilliseconds(400) }, new Scenario { Text = "yes", FirstToken = TimeSpan.FromMilliseconds(400) }], ("Router:Forwarding:KeepAlive", "00:00:00.050"));

        using var response = await host.AskAsync("vote", "one/m,two/m", """{"model":"one/m","max_tokens":50,"stream":true,"messages":[{"role":"user","content":"Hello"}]}""", "/v1/messages");
        var text = await response.Content.ReadAsStringAsync(Token);

        Assert.StartsWith("event: ping\n", text, StringComparison.Ordinal);
        Assert.Contains("\"text\":\"yes\"", text, StringComparison.Ordinal);
        Assert.Contains("event: message_stop", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_CommentsWereSentAndAllFail_ErrorEventEndsTheStream()
    {
        var failing = new Scenario { FirstToken = TimeSpan.FromMilliseconds(400), Faults = [new Fault(FaultKind.Cut)] };
        await using var host = await StrategyHost.StartAsync([failing, failing], ("Router:Forwarding:KeepAlive", "00:00:00.050"));

        using var response = await host.AskAsync("vote", "one/m,two/m", Streamed);
        var text = await response.Content.ReadAsStringAsync(Token);

        Assert.StartsWith(": keep-alive\n", text, StringComparison.Ordinal);
        Assert.Contains("\"error\":{", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", text, StringComparison.Ordinal);
    }
}
