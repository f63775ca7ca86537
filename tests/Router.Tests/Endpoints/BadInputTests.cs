using System.Text;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Endpoints;

public sealed class BadInputTests : IAsyncLifetime
{
    private FakeUpstream _node = null!;
    private RouterHost _router = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _node = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Chat("42")), TestContext.Current.CancellationToken);
        _router = RouterHost.StartWithNodes(_node.Address);
        _client = _router.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _router.DisposeAsync();
        await _node.DisposeAsync();
    }

    [Theory]
    [InlineData("""{"model":"nope","messages":[{"role":"user","content":"x"}]}""", 404, "model_not_found", "model")]
    [InlineData("""{"model":"local/nope","messages":[{"role":"user","content":"x"}]}""", 404, "model_not_found", "model")]
    [InlineData("""{"model":"../../etc/passwd","messages":[{"role":"user","content":"x"}]}""", 404, "model_not_found", "model")]
    [InlineData("""{"model":"a\r\nInjected: 1","messages":[{"role":"user","content":"x"}]}""", 404, "model_not_found", "model")]
    [InlineData("", 400, "invalid_json", null)]
    [InlineData("{", 400, "invalid_json", null)]
    [InlineData("""{"messages":[}""", 400, "invalid_json", null)]
    [InlineData("""{"messages":[{"role":"user","content":"x"}]} {}""", 400, "invalid_json", null)]
    [InlineData("""{"temperature":NaN,"messages":[{"role":"user","content":"x"}]}""", 400, "invalid_json", null)]
    [InlineData("[]", 400, "invalid_json", null)]
    [InlineData("null", 400, "invalid_json", null)]
    [InlineData("\"x\"", 400, "invalid_json", null)]
    [InlineData("""{"model":5,"messages":[{"role":"user","content":"x"}]}""", 400, "invalid_value", "model")]
    [InlineData("""{"messages":"x"}""", 400, "invalid_value", "messages")]
    [InlineData("""{"messages":[5]}""", 400, "invalid_value", "messages[0]")]
    [InlineData("""{"messages":[{"role":5}]}""", 400, "invalid_value", "messages[0].role")]
    [InlineData("""{"stream":"yes","messages":[{"role":"user","content":"x"}]}""", 400, "invalid_value", "stream")]
    [InlineData("""{"temperature":"hot","messages":[{"role":"user","content":"x"}]}""", 400, "invalid_value", "temperature")]
    [InlineData("""{"max_tokens":99999999999,"messages":[{"role":"user","content":"x"}]}""", 400, "invalid_value", "max_tokens")]
    [InlineData("""{"tools":{},"messages":[{"role":"user","content":"x"}]}""", 400, "invalid_value", "tools")]
    [InlineData("""{"messages":[]}""", 400, "missing_required_parameter", "messages")]
    [InlineData("""{"model":"pocket"}""", 400, "missing_required_parameter", "messages")]
    [InlineData("""{"messages":null}""", 400, "missing_required_parameter", "messages")]
    [InlineData("""{"messages":[null]}""", 400, "missing_required_parameter", "messages[0].role")]
    [InlineData("""{"messages":[{"content":"x"}]}""", 400, "missing_required_parameter", "messages[0].role")]
    public async Task Chat_BadBody_IsRefusedInOpenAIShape(string body, int status, string code, string? param)
    {
        using var response = await _client.ChatAsync(body);

        await response.AssertErrorAsync(status, code, param);
        Assert.Empty(_node.Completions());
    }

    [Theory]
    [InlineData("""{"model":"pocket","model":"x","messages":[{"role":"user","content":"x"}]}""")]
    [InlineData("""{"model":"pocket","mod\u0065l":"x","messages":[{"role":"user","content":"x"}]}""")]
    [InlineData("""{"messages":[{"role":"user","role":"system","content":"x"}]}""")]
    [InlineData("""{"unknown":{"a":1,"a":2},"messages":[{"role":"user","content":"x"}]}""")]
    public async Task Chat_DuplicateMembers_AreRefused(string body)
    {
        using var response = await _client.ChatAsync(body);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("\"request_id\"", await response.TextAsync(), StringComparison.Ordinal);
        Assert.Empty(_node.Completions());
    }

    [Theory]
    [InlineData(100)]
    [InlineData(100_000)]
    public async Task Chat_DeepNesting_IsRefused(int depth)
    {
        var body = $$"""{"messages":[{"role":"user","content":"x"}],"x":{{new string('[', depth)}}{{new string(']', depth)}}}""";

        using var response = await _client.ChatAsync(body);

        await response.AssertErrorAsync(400, "json_too_deep");
    }

    [Fact]
    public async Task Chat_InvalidUtf8_IsRefused()
    {
        byte[] body = [.. "{\"messages\":[{\"role\":\"user\",\"content\":\""u8, 0xFF, .. "\"}]}"u8];

        using var response = await _client.SendAsync(RouterRequests.Post("/v1/chat/completions", body), TestContext.Current.CancellationToken);

        Assert.Equal(400, (int)response.StatusCode);
    }

    [Fact]
    public async Task Chat_Utf16_IsRefused()
    {
        using var response = await _client.SendAsync(RouterRequests.Post("/v1/chat/completions", Encoding.Unicode.GetBytes(RouterRequests.Question)), TestContext.Current.CancellationToken);

        await response.AssertErrorAsync(400, "invalid_json");
    }

    [Fact]
    public async Task Chat_ByteOrderMark_IsSkipped()
    {
        byte[] body = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(RouterRequests.Question)];

        using var response = await _client.SendAsync(RouterRequests.Post("/v1/chat/completions", body), TestContext.Current.CancellationToken);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.StartsWith("{\"model\":\"pocket\"", Assert.Single(_node.Completions()).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Chat_BodyOverTheLimit_IsRefused(bool isChunked)
    {
        using var request = RouterRequests.Post("/v1/chat/completions", new byte[(32 * 1024 * 1024) + 1]);
        request.Headers.TransferEncodingChunked = isChunked;
        request.Headers.ExpectContinue = true;

        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Contains("33554432", await response.AssertErrorAsync(413, "request_too_large"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_BodyJustUnderTheLimit_IsServed()
    {
        var filler = new string('x', (32 * 1024 * 1024) - 200);

        using var response = await _client.ChatAsync($$"""{"messages":[{"role":"user","content":"{{filler}}"}]}""");

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/v1/chat/completions", null, 405, "method_not_allowed")]
    [InlineData("DELETE", "/v1/models", null, 405, "method_not_allowed")]
    [InlineData("GET", "/nothing/here", null, 404, "not_found")]
    [InlineData("POST", "/v1/nothing", "application/json", 404, "not_found")]
    [InlineData("GET", "/v1/models/local/nope", null, 404, "model_not_found")]
    [InlineData("POST", "/v1/chat/completions", "text/plain", 415, "unsupported_media_type")]
    public async Task Request_WrongPlace_IsRefusedInOpenAIShape(string method, string path, string? contentType, int status, string code)
    {
        using var request = contentType is null ? new HttpRequestMessage(new HttpMethod(method), path) : RouterRequests.Post(path, "{}"u8.ToArray(), contentType);

        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        await response.AssertErrorAsync(status, code, code == "model_not_found" ? "model" : null);
    }

    [Fact]
    public async Task Chat_WithoutContentType_IsRefused()
    {
        using var request = RouterRequests.ChatRequest(RouterRequests.Question);
        request.Content!.Headers.ContentType = null;

        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        await response.AssertErrorAsync(415, "unsupported_media_type");
    }

    [Theory]
    [InlineData("/v1/completions", "{}", "prompt")]
    [InlineData("/tokenize", "{}", "prompt")]
    [InlineData("/tokenize", """{"prompt":"x","messages":[]}""", "prompt")]
    public async Task OtherRoutes_WithoutTheirInput_AreRefused(string path, string body, string param)
    {
        using var response = await _client.SendAsync(RouterRequests.Post(path, Encoding.UTF8.GetBytes(body)), TestContext.Current.CancellationToken);

        await response.AssertErrorAsync(400, "missing_required_parameter", param);
    }
}
