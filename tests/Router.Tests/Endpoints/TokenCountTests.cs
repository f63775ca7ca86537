using System.Text;
using System.Text.Json;
using Switchyard.MockUpstream;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Endpoints;

public sealed class TokenCountTests
{
    private const string Message = """{"model":"MODEL","system":"Be brief.","messages":[{"role":"user","content":"Hi"}],"tools":[{"name":"weather","input_schema":{"type":"object"}}]}""";
    private const string Chat = """{"model":"MODEL","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi"}],"temperature":0.5}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Count_OfALocalModel_AsksItsTokenizer()
    {
        await using var node = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Json("""{"count":17,"max_model_len":1024,"tokens":[1]}""")), Token);
        await using var router = RouterHost.StartWithNodes(node.Address);
        using var client = router.CreateClient();

        Assert.Equal("""{"input_tokens":17}""", await CountAsync(client, "/v1/messages/count_tokens", Message, "pocket"));
        Assert.Equal("""{"input_tokens":17}""", await CountAsync(client, "/v1/tokens/count", Chat, "pocket"));

        Assert.Equal(["/tokenize", "/tokenize"], node.Completions().Select(request => request.Path));
        Assert.Equal(
            """{"model":"pocket","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi"}],"tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object"}}}]}""",
            node.Completions()[0].Body);
    }

    [Fact]
    public async Task Count_AtAnthropic_IsItsOwn()
    {
        await using var mock = await MockServer.StartAsync(new MockServerOptions(), Token);
        await using var router = RouterHost.Start(("ANTHROPIC_API_KEY", "sk-1"), ("ANTHROPIC_BASE_URL", mock.Address));
        using var client = router.CreateClient();

        foreach (var (path, body) in ((string, string)[])[("/v1/messages/count_tokens", Message), ("/v1/tokens/count", Chat)])
        {
            var answer = JsonElement.Parse(await CountAsync(client, path, body, "claude-x"));

            Assert.True(answer.GetProperty("input_tokens").GetInt32() > 0);
            Assert.False(answer.TryGetProperty("is_estimate", out _));
            Assert.Equal("/v1/messages/count_tokens", mock.Requests[^1].Path);
            Assert.DoesNotContain("max_tokens", mock.Requests[^1].Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Count_ElsewhereAndWithoutARequest_IsAnEstimateThatSaysSo()
    {
        await using var mock = await MockServer.StartAsync(new MockServerOptions(), Token);
        await using var router = RouterHost.Start(("Router:Providers:any:BaseUrl", mock.Address), ("Router:Providers:any:Models:0", "m"));
        using var client = router.CreateClient();

        var answer = JsonElement.Parse(await CountAsync(client, "/v1/tokens/count", Chat, "any/m"));

        Assert.True(answer.GetProperty("is_estimate").GetBoolean());
        Assert.InRange(answer.GetProperty("input_tokens").GetInt32(), 1, Chat.Length);
        Assert.DoesNotContain(mock.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task Count_OfNothing_IsRefused()
    {
        await using var router = RouterHost.Start(("ANTHROPIC_API_KEY", "sk-1"), ("ANTHROPIC_BASE_URL", "http://127.0.0.1:1"));
        using var client = router.CreateClient();

        using var response = await client.SendAsync(RouterRequests.Post("/v1/messages/count_tokens", """{"model":"claude-x","messages":[]}"""u8.ToArray()), Token);

        await response.AssertAnthropicErrorAsync(400, "invalid_request_error");
    }

    private static async Task<string> CountAsync(HttpClient client, string path, string body, string model)
    {
        using var response = await client.SendAsync(RouterRequests.Post(path, Encoding.UTF8.GetBytes(body.Replace("MODEL", model, StringComparison.Ordinal))), Token);
        var text = await response.TextAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return text;
    }
}
