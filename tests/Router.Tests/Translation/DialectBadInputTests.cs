using System.Text;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Translation;

/// <summary>What callers of other dialects do wrong, in words of their own dialect.</summary>
public sealed class DialectBadInputTests : IAsyncLifetime
{
    private DialectHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await DialectHost.StartAsync(Replies.Chat("42"));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("{", "not valid JSON")]
    [InlineData("[]", "JSON object")]
    [InlineData("null", "JSON object")]
    [InlineData("{}", "'model'")]
    [InlineData("""{"model":5,"max_tokens":5,"messages":[]}""", "'model'")]
    [InlineData("""{"model":"pocket","messages":[{"role":"user","content":"x"}]}""", "'max_tokens'")]
    [InlineData("""{"model":"pocket","max_tokens":"x","messages":[{"role":"user","content":"x"}]}""", "'max_tokens'")]
    [InlineData("""{"model":"pocket","max_tokens":99999999999,"messages":[{"role":"user","content":"x"}]}""", "'max_tokens'")]
    [InlineData("""{"model":"pocket","max_tokens":5}""", "'messages'")]
    [InlineData("""{"model":"pocket","max_tokens":5,"messages":[]}""", "'messages'")]
    [InlineData("""{"model":"pocket","max_tokens":5,"messages":"x"}""", "'messages'")]
    [InlineData("""{"model":"pocket","max_tokens":5,"messages":[5]}""", "'messages[0]'")]
    [InlineData("""{"model":"pocket","max_tokens":5,"messages":[{"role":"robot","content":"x"}]}""", "'messages[0].role'")]
    [InlineData("""{"model":"pocket","max_tokens":5,"messages":[{"role":"user"}]}""", "'messages[0].content'")]
    [InlineData("""{"model":"pocket","max_tokens":5,"messages":[{"role":"user","content":[{"type":"odd"}]}]}""", "'messages[0].content[0].type'")]
    [InlineData("""{"model":"pocket","max_tokens":5,"stream":"yes","messages":[{"role":"user","content":"x"}]}""", "'stream'")]
    [InlineData("""{"model":"pocket","max_tokens":5,"temperature":1e999,"messages":[{"role":"user","content":"x"}]}""", "'temperature'")]
    [InlineData("""{"model":"pocket","max_tokens":5,"tools":[{"type":"web_search_20250305","name":"s"}],"messages":[{"role":"user","content":"x"}]}""", "'tools[0].type'")]
    [InlineData("""{"model":"pocket","max_tokens":5,"thread":{"type":"create"},"messages":[{"role":"user","content":"x"}]}""", "'thread'")]
    [InlineData("""{"model":"pocket","max_tokens":5,"container":"c","messages":[{"role":"user","content":"x"}]}""", "'container'")]
    [InlineData("""{"model":"pocket","max_tokens":5,"messages":[{"role":"user","content":"\u0000"}]}""", "U+0000")]
    [InlineData("""{"model":"pocket","max_tokens":5,"messages":[{"role":"user","content":"\ud800"}]}""", "Unicode")]
    [InlineData("""{"model":"pocket","max_tokens":5,"messages":[{"role":"user","role":"user","content":"x"}]}""", "twice")]
    public async Task Messages_BadBody_IsRefusedByItsField(string body, string expected)
    {
        using var response = await _host.PostAsync("/v1/messages", body);

        Assert.Contains(expected, await response.AssertAnthropicErrorAsync(400, "invalid_request_error"), StringComparison.Ordinal);
        Assert.Empty(_host.Node.Completions());
    }

    [Theory]
    [InlineData("{", "invalid_json", null)]
    [InlineData("{}", "invalid_value", "input")]
    [InlineData("""{"model":"pocket"}""", "invalid_value", "input")]
    [InlineData("""{"input":"x"}""", "invalid_value", "model")]
    [InlineData("""{"model":"pocket","input":[]}""", "missing_required_parameter", "input")]
    [InlineData("""{"model":"pocket","instructions":"x","input":[]}""", "missing_required_parameter", "input")]
    [InlineData("""{"model":"pocket","input":5}""", "invalid_value", "input")]
    [InlineData("""{"model":"pocket","input":[{"type":"computer_call"}]}""", "unsupported_parameter", "input[0].type")]
    [InlineData("""{"model":"pocket","input":"x","previous_response_id":"r"}""", "unsupported_parameter", "previous_response_id")]
    [InlineData("""{"model":"pocket","input":"x","store":true}""", "unsupported_parameter", "store")]
    [InlineData("""{"model":"pocket","input":"x","tools":[{"type":"web_search"}]}""", "unsupported_parameter", "tools[0].type")]
    [InlineData("""{"model":"pocket","input":"x","temperature":"hot"}""", "invalid_value", "temperature")]
    public async Task Responses_BadBody_IsRefusedByItsField(string body, string code, string? param)
    {
        using var response = await _host.PostAsync("/v1/responses", body);

        await response.AssertErrorAsync(400, code, param);
        Assert.Empty(_host.Node.Completions());
    }

    [Fact]
    public async Task Messages_DeepNesting_IsRefused()
    {
        using var response = await _host.PostAsync("/v1/messages", $$"""{"model":"pocket","x":{{new string('[', 100_000)}}{{new string(']', 100_000)}}}""");

        Assert.Contains("64 levels", await response.AssertAnthropicErrorAsync(400, "invalid_request_error"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_Unknown_IsNotFoundInEachShape()
    {
        using var message = await _host.PostAsync("/v1/messages", """{"model":"nope","max_tokens":5,"messages":[{"role":"user","content":"x"}]}""");
        using var response = await _host.PostAsync("/v1/responses", """{"model":"nope","input":"x"}""");

        Assert.Contains("'nope'", await message.AssertAnthropicErrorAsync(404, "not_found_error"), StringComparison.Ordinal);
        await response.AssertErrorAsync(404, "model_not_found", "model");
    }

    [Theory]
    [InlineData("GET", "/v1/messages", null, 405, "invalid_request_error")]
    [InlineData("POST", "/v1/messages/nothing", "application/json", 404, "not_found_error")]
    [InlineData("POST", "/v1/messages", "text/plain", 415, "invalid_request_error")]
    public async Task Messages_WrongPlace_IsRefusedInAnthropicsShape(string method, string path, string? contentType, int status, string type)
    {
        using var request = contentType is null ? new HttpRequestMessage(new HttpMethod(method), path) : RouterRequests.Post(path, "{}"u8.ToArray(), contentType);

        using var response = await _host.Client.SendAsync(request, Token);

        await response.AssertAnthropicErrorAsync(status, type);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Messages_BodyOverTheLimit_IsRefused(bool isChunked)
    {
        using var request = RouterRequests.Post("/v1/messages", new byte[(32 * 1024 * 1024) + 1]);
        request.Headers.TransferEncodingChunked = isChunked;
        request.Headers.ExpectContinue = true;

        using var response = await _host.Client.SendAsync(request, Token);

        Assert.Contains("33554432", await response.AssertAnthropicErrorAsync(413, "request_too_large"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_NoNodeYet_IsOverloadedWithRetryAfter()
    {
        await using var router = RouterHost.StartWithNodes("http://127.0.0.1:1");
        using var client = router.CreateClient();

        using var response = await client.SendAsync(RouterRequests.Post("/v1/messages", Encoding.UTF8.GetBytes("""{"model":"pocket","max_tokens":5,"messages":[{"role":"user","content":"x"}]}""")), Token);

        await response.AssertAnthropicErrorAsync(529, "overloaded_error");
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
    }
}
