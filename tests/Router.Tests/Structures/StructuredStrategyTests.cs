using System.Text.Json;
using Switchyard.MockUpstream.Scenarios;
using Switchyard.Router.Tests.Strategies;
using Xunit;

namespace Switchyard.Router.Tests.Structures;

/// <summary>JSON that is asked for in words and checked, whatever strategy asks.</summary>
public sealed class StructuredStrategyTests
{
    private const string Question = """{"model":"one/m","response_format":{"type":"json_schema","json_schema":{"name":"person","schema":{"type":"object","properties":{"age":{"type":"integer"}},"required":["age"]}}},"messages":[{"role":"user","content":"How old?"}]}""";

    private static readonly Scenario s_fenced = new() { Text = "Here:\n```json\n{\"age\":42}\n```" };
    private static readonly Scenario s_wrong = new() { Text = "I do not know." };

    private static readonly (string, string?)[] s_prompted = [("Router:Providers:one:StructuredOutput", "Prompted"), ("Router:Providers:two:StructuredOutput", "Prompted")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("race", false)]
    [InlineData("race", true)]
    [InlineData("hedge", false)]
    [InlineData("hedge", true)]
    [InlineData("cascade", false)]
    [InlineData("cascade", true)]
    [InlineData("vote", false)]
    [InlineData("fallback", false)]
    [InlineData("fallback", true)]
    public async Task Chat_OneNeverGivesJson_CallerGetsTheOthers(string strategy, bool stream)
    {
        await using var host = await StrategyHost.StartAsync([s_wrong, s_fenced], [.. s_prompted, ("Router:Strategies:HedgeDelay", "00:00:00.020"), ("Router:Structure:Attempts", "2")]);

        using var response = await host.AskAsync(strategy, "one/m,two/m", stream ? Question.Insert(1, "\"stream\":true,") : Question);
        var text = await response.Content.ReadAsStringAsync(Token);

        Assert.True(response.IsSuccessStatusCode, text);
        Assert.Contains("""{\"age\":42}""", text.Replace("\\u0022", "\\\"", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("```", text, StringComparison.Ordinal);
        Assert.DoesNotContain("know", text, StringComparison.Ordinal);
        Assert.All(host.Upstreams.Take(2).SelectMany(upstream => upstream.Requests), request => Assert.Contains("JSON Schema", request.Body, StringComparison.Ordinal));
        Assert.Contains((await host.TraceAsync(response)).Attempts, attempt => attempt is { Model: "two/m", Served: true });
    }

    [Fact]
    public async Task Parallel_OneNeverGivesJson_OnlyTheOthersChoiceIsThere()
    {
        await using var host = await StrategyHost.StartAsync([s_wrong, s_fenced], [.. s_prompted, ("Router:Structure:Attempts", "1")]);

        using var response = await host.AskAsync("parallel", "one/m,two/m", Question);

        var choice = JsonElement.Parse(await response.Content.ReadAsStringAsync(Token)).GetProperty("choices").EnumerateArray().Single();
        Assert.Equal(("two/m", """{"age":42}"""), (choice.GetProperty("model").GetString(), choice.GetProperty("message").GetProperty("content").GetString()));
    }

    [Fact]
    public async Task Fallback_OnlyOneNeedsWords_TheOtherIsAskedNatively()
    {
        await using var host = await StrategyHost.StartAsync([Scenario.Of(new Fault(FaultKind.Status) { Status = 500 }), s_fenced], s_prompted[1]);

        using var response = await host.AskAsync("fallback", "one/m,two/m", Question);

        Assert.Equal("""{"age":42}""", StrategyHost.Text(await response.Content.ReadAsStringAsync(Token)));
        Assert.Contains("\"response_format\"", host.Upstreams[0].Requests.Single().Body, StringComparison.Ordinal);
        Assert.DoesNotContain("JSON Schema", host.Upstreams[0].Requests.Single().Body, StringComparison.Ordinal);
        Assert.DoesNotContain("\"response_format\"", host.Upstreams[1].Requests.Single().Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("race")]
    [InlineData("vote")]
    public async Task Chat_NobodyGivesJson_IsTheError(string strategy)
    {
        await using var host = await StrategyHost.StartAsync([s_wrong, s_wrong], [.. s_prompted, ("Router:Structure:Attempts", "1")]);

        using var response = await host.AskAsync(strategy, "one/m,two/m", Question);

        Assert.Equal(502, (int)response.StatusCode);
        Assert.Contains("\"structured_output_invalid\"", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Race_Lost_IsCancelledWhileItIsAskedAgain()
    {
        await using var host = await StrategyHost.StartAsync([new Scenario { Text = "late", FirstToken = TimeSpan.FromMinutes(2) }, s_fenced], s_prompted);

        using var response = await host.AskAsync("race", "one/m,two/m", Question);
        Assert.Equal("""{"age":42}""", StrategyHost.Text(await response.Content.ReadAsStringAsync(Token)));

        foreach (var loser in host.Upstreams[0].Requests)
        {
            await loser.Ended.WaitAsync(TimeSpan.FromSeconds(20), Token);
        }

        Assert.DoesNotContain((await host.TraceAsync(response)).Attempts, attempt => attempt is { Model: "one/m", Outcome: not "lost" });
    }
}
