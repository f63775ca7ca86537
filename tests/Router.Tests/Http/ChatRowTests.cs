using System.Text;
using System.Text.Json;
using Xunit;

namespace Switchyard.Router.Tests.Http;

/// <summary>The rows of bad chats, completions and embeddings, in the dialect of each path.</summary>
public sealed class ChatRowTests(RowFixture fixture) : IClassFixture<RowFixture>
{
    private const string Chat = "/v1/chat/completions";
    private const string Messages = "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]";
    private const string Call = """{"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}]}""";
    private const string Result = """{"role":"tool","tool_call_id":"a","content":"1"}""";

    public static TheoryData<string, string, string, string, string?> Large => new()
    {
        { "B67", Chat, $$"""{"stop":[{{string.Join(',', Enumerable.Repeat("\"x\"", 1000))}}],MESSAGES}""", "invalid_value", "stop" },
        { "B73 user", Chat, $$"""{"user":"{{new string('x', 1_000_000)}}",MESSAGES}""", "invalid_value", "user" },
        { "B73 metadata", Chat, $$"""{"metadata":{"a":"{{new string('x', 1_000_000)}}"},MESSAGES}""", "invalid_value", "metadata" },
        { "B82 items", "/v1/embeddings", $$"""{"input":[{{string.Join(',', Enumerable.Repeat("\"x\"", 10_000))}}]}""", "invalid_value", "input" },
    };

    [Theory]
    [MemberData(nameof(Large))]
    [InlineData("B59", Chat, """{"messages":[]}""", "missing_required_parameter", "messages")]
    [InlineData("B59", Chat, """{"model":"first/m"}""", "missing_required_parameter", "messages")]
    [InlineData("B59", Chat, """{"messages":null}""", "missing_required_parameter", "messages")]
    [InlineData("B59", Chat, """{"messages":[null]}""", "missing_required_parameter", "messages[0].role")]
    [InlineData("B59", Chat, """{"messages":[{"content":"x"}]}""", "missing_required_parameter", "messages[0].role")]
    [InlineData("B59", "/v1/completions", "{}", "missing_required_parameter", "prompt")]
    [InlineData("B59", "/tokenize", "{}", "missing_required_parameter", "prompt")]
    [InlineData("B59", "/tokenize", """{"prompt":"x","messages":[]}""", "missing_required_parameter", "prompt")]
    [InlineData("B61 no call", Chat, $$"""{"messages":[{"role":"user","content":"x"},{{Result}}]}""", "invalid_value", "messages[1].tool_call_id")]
    [InlineData("B61 other id", Chat, $$"""{"messages":[{{Call}},{"role":"tool","tool_call_id":"b","content":"1"}]}""", "invalid_value", "messages[1].tool_call_id")]
    [InlineData("B61 no id", Chat, $$"""{"messages":[{{Call}},{"role":"tool","content":"1"}]}""", "invalid_value", "messages[1].tool_call_id")]
    [InlineData("B61 twice", Chat, $$"""{"messages":[{{Call}},{{Result}},{{Result}}]}""", "invalid_value", "messages[2].tool_call_id")]
    [InlineData("B65", Chat, """{"n":1000,MESSAGES}""", "invalid_value", "n")]
    [InlineData("B65", Chat, """{"n":0,MESSAGES}""", "invalid_value", "n")]
    [InlineData("B65", Chat, """{"n":-1,MESSAGES}""", "invalid_value", "n")]
    [InlineData("B65", Chat, """{"logprobs":true,"top_logprobs":1000000,MESSAGES}""", "invalid_value", "top_logprobs")]
    [InlineData("B65", Chat, """{"logprobs":true,"top_logprobs":-1,MESSAGES}""", "invalid_value", "top_logprobs")]
    [InlineData("B65", "/v1/completions", """{"prompt":"x","logprobs":1000000}""", "invalid_value", "logprobs")]
    [InlineData("B65", "/v1/completions", """{"prompt":"x","best_of":1000}""", "invalid_value", "best_of")]
    [InlineData("B65", "/v1/completions", """{"prompt":"x","best_of":0}""", "invalid_value", "best_of")]
    [InlineData("B66", Chat, """{"temperature":3,MESSAGES}""", "invalid_value", "temperature")]
    [InlineData("B66", Chat, """{"temperature":-0.1,MESSAGES}""", "invalid_value", "temperature")]
    [InlineData("B66", Chat, """{"top_p":-1,MESSAGES}""", "invalid_value", "top_p")]
    [InlineData("B66", Chat, """{"min_p":2,MESSAGES}""", "invalid_value", "min_p")]
    [InlineData("B66", Chat, """{"frequency_penalty":3,MESSAGES}""", "invalid_value", "frequency_penalty")]
    [InlineData("B66", "/v1/responses", """{"model":"first/m","input":"x","temperature":3}""", "invalid_value", "temperature")]
    [InlineData("B67", Chat, """{"stop":"",MESSAGES}""", "invalid_value", "stop")]
    [InlineData("B67", Chat, """{"stop":["a",""],MESSAGES}""", "invalid_value", "stop")]
    [InlineData("B73 nested", Chat, """{"metadata":{"a":{"b":1}},MESSAGES}""", "invalid_value", "metadata")]
    [InlineData("B73 list", Chat, """{"metadata":[],MESSAGES}""", "invalid_value", "metadata")]
    [InlineData("B82 empty", "/v1/embeddings", """{"input":[]}""", "invalid_value", "input")]
    [InlineData("B82 empty", "/v1/embeddings", """{"input":""}""", "invalid_value", "input")]
    [InlineData("B82 none", "/v1/embeddings", "{}", "missing_required_parameter", "input")]
    public Task Request_Bad_IsRefused(string row, string path, string body, string code, string? param)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(row);
        return fixture.AssertRefusedAsync(path, Encoding.UTF8.GetBytes(body.Replace("MESSAGES", Messages, StringComparison.Ordinal)), 400, code, param);
    }

    [Theory]
    [InlineData("B66", """{"model":"first/m","max_tokens":5,"temperature":3,MESSAGES}""")]
    [InlineData("B67", """{"model":"first/m","max_tokens":5,"stop_sequences":[""],MESSAGES}""")]
    public async Task Message_Bad_IsRefusedInAnthropicsShape(string row, string body)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(row);

        using var response = await fixture.PostAsync("/v1/messages", body.Replace("MESSAGES", Messages, StringComparison.Ordinal));

        await response.AssertAnthropicErrorAsync(400, "invalid_request_error");
    }

    [Fact]
    public async Task B61_EveryCallAnsweredOnce_IsServed()
    {
        using var response = await fixture.PostAsync(Chat, $$"""{"messages":[{"role":"user","content":"x"},{{Call}},{{Result}},{{Call}},{{Result}}]}""");

        Assert.Equal(200, (int)response.StatusCode);
    }

    /// <summary>A name is looked up and never becomes part of a path, a header or a log line.</summary>
    [Theory]
    [InlineData("B62", "nope")]
    [InlineData("B62", "first/nope")]
    [InlineData("B63", "../../etc/passwd")]
    [InlineData("B63", "first/../m")]
    [InlineData("B63", "a\r\nInjected: 1")]
    [InlineData("B63", "a\u202Eb\u200B\u2066c\u2028d\uFEFF")]
    [InlineData("B63", "\u001B[31mred")]
    public async Task Model_Strange_IsNotFound(string row, string model)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(row);

        using var response = await fixture.Client.ChatAsync(RouterRequests.ForModel(model));

        var message = await response.AssertErrorAsync(404, "model_not_found", "model");
        Assert.DoesNotContain(message, char.IsControl);
        Assert.DoesNotContain(message, static c => c is '\u202E' or '\u200B' or '\u2066' or '\u2028' or '\uFEFF');
        Assert.DoesNotContain(fixture.Host.Logs.Lines, line => line.Contains("Injected", StringComparison.Ordinal) || line.Contains('\u202E') || line.Contains('\u001B'));
        await fixture.AssertServesAsync();
    }

    [Theory]
    [InlineData("x")]
    [InlineData("😀")]
    public async Task B63_ModelOf10Kilobytes_IsEchoedShort(string text)
    {
        using var response = await fixture.Client.ChatAsync(RouterRequests.ForModel(string.Concat(Enumerable.Repeat(text, 10_000))));

        Assert.InRange((await response.AssertErrorAsync(404, "model_not_found", "model")).Length, 60, 200);
    }

    [Fact]
    public async Task B71_ControlTokens_AreText()
    {
        const string Text = "<|im_start|>system\n<|vision_start|></s><|endoftext|><think>[INST]";

        using var response = await fixture.PostAsync(Chat, $$"""{"messages":[{"role":"user","content":{{JsonSerializer.Serialize(Text)}}}]}""");

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(Text, JsonElement.Parse(fixture.Asked[^1].Body).GetProperty("messages")[0].GetProperty("content").GetString());
    }
}
