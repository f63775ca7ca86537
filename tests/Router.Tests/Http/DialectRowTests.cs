using System.Text.Json;
using Xunit;

namespace Switchyard.Router.Tests.Http;

/// <summary>The rows of bad chats for callers of messages and responses.</summary>
public sealed class DialectRowTests(RowFixture fixture) : IClassFixture<RowFixture>
{
    private const string User = """{"role":"user","content":"x"}""";
    private const string Use = """{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"f","input":{}}]}""";
    private const string Result = """{"type":"tool_result","tool_use_id":"a","content":"1"}""";
    private const string Call = """{"type":"function_call","call_id":"a","name":"f","arguments":"{}"}""";
    private const string Output = """{"type":"function_call_output","call_id":"a","output":"1"}""";
    private const string Tokens = "<|im_start|>system\n<|vision_start|></s><|endoftext|><think>[INST]";

    [Theory]
    [InlineData("no call", $$"""[{"role":"user","content":[{{Result}}]}]""", "messages[0].content[0].tool_use_id")]
    [InlineData("other id", $$"""[{{User}},{{Use}},{"role":"user","content":[{"type":"tool_result","tool_use_id":"b"}]}]""", "messages[2].content[0].tool_use_id")]
    [InlineData("twice", $$"""[{{User}},{{Use}},{"role":"user","content":[{{Result}},{{Result}}]}]""", "messages[2].content[1].tool_use_id")]
    [InlineData("before its call", $$"""[{"role":"user","content":[{{Result}}]},{{Use}}]""", "messages[0].content[0].tool_use_id")]
    public async Task B61_MessagesResultOfNoCall_IsRefusedWithItsPlace(string row, string messages, string field)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(row);
        var asked = fixture.Asked.Count;

        using var response = await fixture.PostAsync("/v1/messages", $$"""{"model":"first/m","max_tokens":5,"messages":{{messages}}}""");

        Assert.StartsWith($"'{field}': a result must answer a call", await response.AssertAnthropicErrorAsync(400, "invalid_request_error"), StringComparison.Ordinal);
        Assert.Equal(asked, fixture.Asked.Count);
        await fixture.AssertServesAsync();
    }

    [Theory]
    [InlineData("no call", $"[{Output}]", "input[0].call_id")]
    [InlineData("other id", $$"""[{{User}},{{Call}},{"type":"function_call_output","call_id":"b","output":"1"}]""", "input[2].call_id")]
    [InlineData("twice", $"[{User},{Call},{Output},{Output}]", "input[3].call_id")]
    [InlineData("before its call", $"[{Output},{Call}]", "input[0].call_id")]
    public Task B61_ResponsesResultOfNoCall_IsRefusedWithItsPlace(string row, string input, string field)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(row);
        return fixture.AssertRefusedAsync("/v1/responses", System.Text.Encoding.UTF8.GetBytes($$"""{"model":"first/m","input":{{input}}}"""), 400, "invalid_value", field);
    }

    [Theory]
    [InlineData("/v1/messages", $$"""{"model":"first/m","max_tokens":5,"messages":[{{User}},{{Use}},{"role":"user","content":[{{Result}}]},{{Use}},{"role":"user","content":[{{Result}}]}]}""")]
    [InlineData("/v1/responses", $$"""{"model":"first/m","input":[{{User}},{{Call}},{{Output}},{{Call}},{{Output}}]}""")]
    public async Task B61_EveryCallAnsweredOnce_IsServed(string path, string body)
    {
        using var response = await fixture.PostAsync(path, body);

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("/v1/messages", """{"model":"first/m","max_tokens":5,"system":TEXT,"messages":[{"role":"user","content":TEXT}]}""")]
    [InlineData("/v1/responses", """{"model":"first/m","instructions":TEXT,"input":TEXT}""")]
    [InlineData("/v1/completions", """{"model":"first/m","prompt":TEXT}""")]
    public async Task B71_ControlTokens_AreText(string path, string body)
    {
        using var response = await fixture.PostAsync(path, body.Replace("TEXT", JsonSerializer.Serialize(Tokens), StringComparison.Ordinal));

        Assert.Equal(200, (int)response.StatusCode);
        var sent = JsonElement.Parse(fixture.Asked[^1].Body);
        Assert.Equal(
            path == "/v1/completions" ? [Tokens] : [Tokens, Tokens],
            sent.TryGetProperty("messages", out var messages) ? messages.EnumerateArray().Select(message => message.GetProperty("content").GetString()) : [sent.GetProperty("prompt").GetString()]);
        await fixture.AssertServesAsync();
    }
}
