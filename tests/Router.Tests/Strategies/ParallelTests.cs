using System.Text.Json;
using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Strategies;

/// <summary>All answers as the choices of one, whole and streamed, of chat and of text completions.</summary>
public sealed class ParallelTests
{
    private const string Question = """{"model":"one/m","messages":[{"role":"user","content":"Hello"}]}""";
    private const string Streamed = """{"model":"one/m","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"Hello"}]}""";
    private const string Prompt = """{"model":"one/m","prompt":"Hello"}""";
    private const string StreamedPrompt = """{"model":"one/m","stream":true,"stream_options":{"include_usage":true},"prompt":"Hello"}""";

    private static readonly Scenario s_one = new() { Text = "first answer", Usage = new ScriptedUsage { Input = 9, Output = 5 } };
    private static readonly Scenario s_two = new() { Text = "second answer", Usage = new ScriptedUsage { Input = 7, Output = 3 } };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chat_OneFails_OthersAreChoicesWithTheirNumbers()
    {
        await using var host = await StrategyHost.StartAsync([new Scenario { Text = "a" }, Scenario.Of(new Fault(FaultKind.Status) { Status = 500 }), new Scenario { Text = "c" }]);

        using var response = await host.AskAsync("parallel", "one/m,two/m,three/m", Question);
        var answer = JsonElement.Parse(await response.TextAsync());

        Assert.Equal(("one/m, three/m", "one/m", "chat.completion"), (StrategyHost.Header(response, "x-switchyard-models"), StrategyHost.Header(response, "x-switchyard-model"), answer.GetProperty("object").GetString()));
        Assert.Equal([(0, "one/m", "a"), (2, "three/m", "c")], answer.GetProperty("choices").EnumerateArray().Select(choice => (choice.GetProperty("index").GetInt32(), choice.GetProperty("model").GetString()!, choice.GetProperty("message").GetProperty("content").GetString()!)));
        Assert.Equal((await host.TraceAsync(response)).Attempts.Sum(attempt => attempt.CompletionTokens ?? 0), answer.GetProperty("usage").GetProperty("completion_tokens").GetInt32());
    }

    [Theory]
    [InlineData("chat")]
    [InlineData("anthropic")]
    [InlineData("ollama")]
    public async Task Completions_Whole_AreChoicesWithTheSumOfUsage(string dialect)
    {
        await using var host = await StrategyHost.StartAsync([s_one, s_two], Second(dialect));

        using var response = await host.AskAsync("parallel", "one/m,two/m", Prompt, "/v1/completions");
        var answer = JsonElement.Parse(await response.TextAsync());

        Assert.Equal("text_completion", answer.GetProperty("object").GetString());
        Assert.Equal([(0, "one/m", "first answer"), (1, "two/m", "second answer")], answer.GetProperty("choices").EnumerateArray().Select(choice => (choice.GetProperty("index").GetInt32(), choice.GetProperty("model").GetString()!, choice.GetProperty("text").GetString()!)));
        AssertUsage(answer);
    }

    [Theory]
    [InlineData("chat", Streamed, "/v1/chat/completions", "chat.completion.chunk")]
    [InlineData("anthropic", Streamed, "/v1/chat/completions", "chat.completion.chunk")]
    [InlineData("ollama", Streamed, "/v1/chat/completions", "chat.completion.chunk")]
    [InlineData("chat", StreamedPrompt, "/v1/completions", "text_completion")]
    [InlineData("anthropic", StreamedPrompt, "/v1/completions", "text_completion")]
    public async Task Streamed_UpstreamsOfOtherDialects_AreChoicesAlike(string dialect, string question, string path, string kind)
    {
        await using var host = await StrategyHost.StartAsync([s_one, s_two], Second(dialect));

        using var response = await host.AskAsync("parallel", "one/m,two/m", question, path);
        var events = await ChoiceChunk.EventsAsync(response).ToListAsync(Token);

        Assert.Equal(["0 one/m: first answer (stop)", "1 two/m: second answer (stop)"], ChoiceChunk.Joined(ChoiceChunk.Of(events)));
        Assert.Equal("[DONE]", events[^1]);
        var chunks = events[..^1].ConvertAll(data => JsonElement.Parse(data));
        Assert.Single(chunks.Select(chunk => chunk.GetProperty("id").GetString()).Distinct());
        Assert.All(chunks, chunk => Assert.Equal(kind, chunk.GetProperty("object").GetString()));
        AssertUsage(chunks[^1]);
        var trace = await host.TraceAsync(response);
        Assert.Equal([("one/m", 9, 5), ("two/m", 7, 3)], trace.Attempts.OrderBy(attempt => attempt.Model, StringComparer.Ordinal).Select(attempt => (attempt.Model, attempt.PromptTokens ?? 0, attempt.CompletionTokens ?? 0)));
    }

    [Fact]
    public async Task Completions_OneBreaksOff_ItsChoiceEndsWithAnError()
    {
        await using var host = await StrategyHost.StartAsync([s_one, new Scenario { Pieces = ["half ", "of ", "it"], Faults = [new Fault(FaultKind.Cut) { After = 2 }] }]);

        using var response = await host.AskAsync("parallel", "one/m,two/m", StreamedPrompt, "/v1/completions");
        var events = await ChoiceChunk.EventsAsync(response).ToListAsync(Token);

        Assert.Equal(["0 one/m: first answer (stop)", "1 two/m: half of  (error)"], ChoiceChunk.Joined(ChoiceChunk.Of(events)));
        Assert.Equal("[DONE]", events[^1]);
    }

    [Fact]
    public async Task Streamed_CallsAndReasoning_ComeInTheirChoices()
    {
        var calling = new Scenario { ToolCalls = [new ScriptedToolCall("weather", """{"city":"Köln"}""")] };
        await using var host = await StrategyHost.StartAsync([calling, new Scenario { Reasoning = "thinking of it", Text = "an answer" }], Second("anthropic"));

        using var response = await host.AskAsync("parallel", "one/m,two/m", Streamed);
        var chunks = ChoiceChunk.Of(await ChoiceChunk.EventsAsync(response).ToListAsync(Token));

        var calls = chunks.Where(chunk => chunk.Index == 0).Select(chunk => chunk.Choice.GetProperty("delta")).Where(delta => delta.TryGetProperty("tool_calls", out _)).Select(delta => delta.GetProperty("tool_calls")[0].GetProperty("function")).ToList();
        Assert.Equal("weather", calls[0].GetProperty("name").GetString());
        Assert.Equal("Köln", JsonElement.Parse(string.Concat(calls.Select(call => call.TryGetProperty("arguments", out var arguments) ? arguments.GetString() : null))).GetProperty("city").GetString());
        Assert.Equal("tool_calls", chunks.Last(chunk => chunk.Index == 0).Finish);
        Assert.Equal("thinking of it", string.Concat(chunks.Where(chunk => chunk.Index == 1).Select(chunk => chunk.Choice.GetProperty("delta").TryGetProperty("reasoning_content", out var reasoning) ? reasoning.GetString() : null)));
    }

    [Fact]
    public async Task Streamed_StructuredOutput_IsCheckedChoiceByChoice()
    {
        await using var host = await StrategyHost.StartAsync([new Scenario { Text = "```json\n{\"a\":1}\n```" }, new Scenario { Text = "no JSON" }, new Scenario { Text = """{"a":3}""" }],
            [.. new[] { "one", "two", "three" }.Select(name => ($"Router:Providers:{name}:StructuredOutput", (string?)"Prompted")), ("Router:Structure:Attempts", "1")]);

        using var response = await host.AskAsync("parallel", "one/m,two/m,three/m", Streamed.Insert(1, "\"response_format\":{\"type\":\"json_object\"},"));
        var events = await ChoiceChunk.EventsAsync(response).ToListAsync(Token);

        Assert.Equal(["0 one/m: {\"a\":1} (stop)", "2 three/m: {\"a\":3} (stop)"], ChoiceChunk.Joined(ChoiceChunk.Of(events)));
        Assert.True(JsonElement.Parse(events[^2]).GetProperty("usage").GetProperty("completion_tokens").GetInt32() > 0);
    }

    private static (string, string?)[] Second(string dialect) => dialect == "chat" ? [] : [("Router:Providers:two:Dialect", dialect)];

    private static void AssertUsage(JsonElement answer)
    {
        var usage = answer.GetProperty("usage");
        Assert.Equal((16, 8, 24), (usage.GetProperty("prompt_tokens").GetInt32(), usage.GetProperty("completion_tokens").GetInt32(), usage.GetProperty("total_tokens").GetInt32()));
    }
}
