using System.Net.ServerSentEvents;
using System.Text.Json;
using Switchyard.Tests.Common.Waiting;
using Xunit;

namespace Switchyard.Router.Tests.Plugins;

/// <summary>A provider that a plugin adds is one like any other.</summary>
public sealed class PluginRouterTests(PluginFixture fixture) : IClassFixture<PluginFixture>
{
    private const string Messages = "\"messages\":[{\"role\":\"user\",\"content\":\"What is 6 times 7?\"}]";
    private const string ChatTool = """{"type":"function","function":{"name":"weather","parameters":{"type":"object","properties":{"city":{"type":"string"}}}}}""";
    private const string Tool = """{"name":"weather","input_schema":{"type":"object","properties":{"city":{"type":"string"}}}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Assembly_IsNotBesideTheRouter() => Assert.False(File.Exists(Path.Combine(AppContext.BaseDirectory, "Switchyard.Cohere.dll")));

    [Theory]
    [InlineData("cohere/command-a")]
    [InlineData("command-a")]
    public async Task Chat_OfAnOpenAICaller_IsAnswered(string model)
    {
        using var response = await fixture.PostAsync("/v1/chat/completions", $$"""{"model":"{{model}}",{{Messages}},"user":"ann"}""");
        var answer = JsonElement.Parse(await response.TextAsync());

        Assert.Equal(("It is 42.", "stop"), (answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString(), answer.GetProperty("choices")[0].GetProperty("finish_reason").GetString()));
        Assert.Equal((9, 4), (answer.GetProperty("usage").GetProperty("prompt_tokens").GetInt32(), answer.GetProperty("usage").GetProperty("completion_tokens").GetInt32()));
        Assert.Equal(("cohere", "user"), (Assert.Single(response.Headers.GetValues("x-switchyard-provider")), Assert.Single(response.Headers.GetValues("x-switchyard-dropped"))));
        Assert.Equal(
            ("/v2/chat", """{"model":"command-a","messages":[{"role":"user","content":[{"type":"text","text":"What is 6 times 7?"}]}],"stream":false}"""),
            (fixture.Sent().Path, fixture.Sent().Body));
    }

    [Fact]
    public async Task Stream_OfAnOpenAICaller_HasTextUsageAndEnd()
    {
        var events = await StreamAsync("/v1/chat/completions", $$"""{"model":"cohere/command-a",{{Messages}},"stream":true,"stream_options":{"include_usage":true} }""");
        var chunks = events[..^1].ConvertAll(data => JsonElement.Parse(data));

        Assert.Equal("[DONE]", events[^1]);
        Assert.Equal("It is 42.", string.Concat(Deltas(chunks).Select(delta => delta.TryGetProperty("content", out var text) ? text.GetString() : "")));
        Assert.Equal((9, 4), (chunks[^1].GetProperty("usage").GetProperty("prompt_tokens").GetInt32(), chunks[^1].GetProperty("usage").GetProperty("completion_tokens").GetInt32()));
    }

    [Fact]
    public async Task Message_OfAnAnthropicCaller_IsAnswered()
    {
        using var response = await fixture.PostAsync("/v1/messages", $$"""{"model":"cohere/command-a","max_tokens":50,"system":"Be brief.",{{Messages}}}""");
        var answer = JsonElement.Parse(await response.TextAsync());

        Assert.Equal(("It is 42.", "end_turn"), (answer.GetProperty("content")[0].GetProperty("text").GetString(), answer.GetProperty("stop_reason").GetString()));
        Assert.Equal((9, 4), (answer.GetProperty("usage").GetProperty("input_tokens").GetInt32(), answer.GetProperty("usage").GetProperty("output_tokens").GetInt32()));
        Assert.Contains("""{"role":"system","content":[{"type":"text","text":"Be brief."}]}""", fixture.Sent().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_OfAnAnthropicCaller_HasItsEvents()
    {
        var events = (await StreamAsync("/v1/messages", $$"""{"model":"cohere/command-a","max_tokens":50,{{Messages}},"stream":true}""")).ConvertAll(data => JsonElement.Parse(data));

        Assert.Equal(
            ["message_start", "content_block_start", "content_block_delta", "content_block_delta", "content_block_stop", "message_delta", "message_stop"],
            events.Select(data => data.GetProperty("type").GetString()).Where(type => type != "ping"));
        Assert.Equal("It is 42.", string.Concat(events.Where(data => data.GetProperty("type").GetString() == "content_block_delta").Select(data => data.GetProperty("delta").GetProperty("text").GetString())));
    }

    [Fact]
    public async Task Tool_ForAnOpenAICaller_IsCalledInEitherForm()
    {
        using var response = await fixture.PostAsync("/v1/chat/completions", $$"""{"model":"cohere/command-a",{{Messages}},"tools":[{{ChatTool}}],"tool_choice":"required"}""");
        var choice = JsonElement.Parse(await response.TextAsync()).GetProperty("choices")[0];
        var call = choice.GetProperty("message").GetProperty("tool_calls")[0];

        Assert.Equal(("tool_calls", "I look."), (choice.GetProperty("finish_reason").GetString(), choice.GetProperty("message").GetProperty("reasoning_content").GetString()));
        Assert.Equal(("weather_1", "weather", """{"city":"Kiel"}"""), (call.GetProperty("id").GetString(), call.GetProperty("function").GetProperty("name").GetString(), call.GetProperty("function").GetProperty("arguments").GetString()));
        Assert.Contains("\"tool_choice\":\"REQUIRED\"", fixture.Sent().Body, StringComparison.Ordinal);

        var events = await StreamAsync("/v1/chat/completions", $$"""{"model":"cohere/command-a",{{Messages}},"tools":[{{ChatTool}}],"stream":true}""");
        var functions = Deltas(events[..^1].ConvertAll(data => JsonElement.Parse(data))).Where(delta => delta.TryGetProperty("tool_calls", out _)).Select(delta => delta.GetProperty("tool_calls")[0].GetProperty("function"));
        Assert.Equal("""{"city":"Kiel"}""", string.Concat(functions.Select(function => function.TryGetProperty("arguments", out var text) ? text.GetString() : "")));
    }

    [Fact]
    public async Task Tool_ForAnAnthropicCaller_IsCalledAndItsResultReturns()
    {
        using var response = await fixture.PostAsync("/v1/messages", $$"""{"model":"cohere/command-a","max_tokens":50,{{Messages}},"tools":[{{Tool}}]}""");
        var call = JsonElement.Parse(await response.TextAsync()).GetProperty("content").EnumerateArray().Single(block => block.GetProperty("type").GetString() == "tool_use");
        Assert.Equal(("weather_1", "Kiel"), (call.GetProperty("id").GetString(), call.GetProperty("input").GetProperty("city").GetString()));

        using var next = await fixture.PostAsync(
            "/v1/messages",
            $$$"""{"model":"cohere/command-a","max_tokens":50,"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[{{{call.GetRawText()}}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"weather_1","content":"17 degrees"}]}]}""");
        Assert.Equal(200, (int)next.StatusCode);
        Assert.Contains("""{"role":"tool","tool_call_id":"weather_1","content":[{"type":"text","text":"17 degrees"}]}""", fixture.Sent().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_OfTheKey_IsTheRoutersFaultAndFallsBack()
    {
        using var alone = await fixture.PostAsync("/v1/chat/completions", $$"""{"model":"wrong-key/command-a",{{Messages}}}""");
        Assert.Equal(503, (int)alone.StatusCode);

        using var routed = await fixture.PostAsync("/v1/chat/completions", $$"""{"model":"wrong-key/command-r",{{Messages}}}""");
        Assert.Equal((200, "spare", "2"), ((int)routed.StatusCode, Assert.Single(routed.Headers.GetValues("x-switchyard-provider")), Assert.Single(routed.Headers.GetValues("x-switchyard-attempts"))));
    }

    [Fact]
    public async Task Limit_OfRequests_IsToldWithItsTimeOrFallsBack()
    {
        using var alone = await fixture.PostAsync("/v1/chat/completions", $$"""{"model":"cohere/command-busy",{{Messages}}}""");
        Assert.Equal((429, TimeSpan.FromSeconds(7)), ((int)alone.StatusCode, alone.Headers.RetryAfter?.Delta));
        Assert.Contains("Please wait and try again later", await alone.TextAsync(), StringComparison.Ordinal);

        using var routed = await fixture.PostAsync("/v1/messages", $$"""{"model":"cohere/command-crowded","max_tokens":50,{{Messages}}}""");
        Assert.Equal((200, "spare"), ((int)routed.StatusCode, Assert.Single(routed.Headers.GetValues("x-switchyard-provider"))));
    }

    [Fact]
    public async Task Models_OfThePlugin_AreListedWithWhatTheyCan()
    {
        JsonElement model = default;
        await Eventually.BecomesTrueAsync(
            () =>
            {
                using var response = fixture.Client.Send(new HttpRequestMessage(HttpMethod.Get, "/v1/models?provider=cohere"), Token);
                using var reader = new StreamReader(response.Content.ReadAsStream(Token));
                return JsonElement.Parse(reader.ReadToEnd()).GetProperty("data").EnumerateArray().FirstOrDefault(item => item.GetProperty("id").GetString() == "cohere/command-a") is { ValueKind: JsonValueKind.Object } found && (model = found).ValueKind == JsonValueKind.Object;
            },
            Token);
        Assert.Equal((256000, "chat tools vision"), (model.GetProperty("max_model_len").GetInt32(), string.Join(' ', model.GetProperty("capabilities").EnumerateArray())));

        var provider = JsonElement.Parse(await fixture.Client.GetStringAsync("/providers", Token)).GetProperty("data").EnumerateArray().Single(item => item.GetProperty("id").GetString() == "cohere");
        Assert.Equal(("Cohere", "ready", "api_key"), (provider.GetProperty("name").GetString(), provider.GetProperty("status").GetString(), provider.GetProperty("auth").GetString()));
    }

    [Theory]
    [InlineData("/v1/embeddings", """{"model":"cohere/command-a","input":"Hi"}""", 400, "unsupported_parameter", "model", "(Cohere)")]
    [InlineData("/v1/audio/speech", """{"model":"cohere/command-a","input":"Hi","voice":"alloy"}""", 501, "not_implemented", "model", "Cohere's own API")]
    [InlineData("/v1/chat/completions", """{"model":"cohere/command-a","n":2,"messages":[{"role":"user","content":"Hi"}]}""", 400, "unsupported_parameter", "n", "Count in Cohere")]
    public async Task Request_ThePluginCannotExpress_IsRefusedByName(string path, string body, int status, string code, string member, string reason)
    {
        using var response = await fixture.PostAsync(path, body);

        Assert.Contains(reason, await response.AssertErrorAsync(status, code, member), StringComparison.Ordinal);
    }

    private async Task<List<string>> StreamAsync(string path, string body)
    {
        using var response = await fixture.PostAsync(path, body);
        Assert.Equal((200, "text/event-stream"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        List<string> events = [];
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync(Token)).EnumerateAsync(Token))
        {
            events.Add(item.Data);
        }

        return events;
    }

    private static IEnumerable<JsonElement> Deltas(List<JsonElement> chunks) =>
        chunks.Where(chunk => chunk.GetProperty("choices").GetArrayLength() > 0).Select(chunk => chunk.GetProperty("choices")[0].GetProperty("delta"));
}
