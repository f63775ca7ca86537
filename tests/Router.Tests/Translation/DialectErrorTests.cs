using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Translation;

/// <summary>What upstreams do wrong, as callers of other dialects see it.</summary>
public sealed class DialectErrorTests
{
    private const string Message = """{"model":"first/m","max_tokens":50,"messages":[{"role":"user","content":"x"}]}""";
    private const string Response = """{"model":"first/m","input":"x"}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Requests => new()
    {
        { "/v1/messages", Message, "\"42\"" },
        { "/v1/responses", Response, "\"42\"" },
        { "/v1/messages", Message.Insert(1, "\"stream\":true,"), "message_stop" },
        { "/v1/responses", Response.Insert(1, "\"stream\":true,"), "response.completed" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Upstream_FailsBeforeItsFirstContent_NextOneAnswers(string path, string body, string expected)
    {
        foreach (var fault in (RequestDelegate[])[Replies.Error(500, "Broken.", "server_error"), Replies.Reset(), Replies.Events(), Replies.Events(Replies.Chunk("""[{"index":0,"delta":{"role":"assistant"}}]""")), Replies.Body("text/html", "x"), Replies.Body("application/json", "{"), Replies.Json("""{"choices":5}""")])
        {
            await using var first = await FakeUpstream.StartAsync(fault, Token);
            await using var second = await FakeUpstream.StartAsync(body.Contains("stream", StringComparison.Ordinal) ? Replies.Stream("42") : Replies.Chat("42"), Token);
            await using var router = Router(first, second);
            using var client = router.CreateClient();

            using var response = await client.SendAsync(RouterRequests.Post(path, Encoding.UTF8.GetBytes(body)), Token);

            Assert.Equal((200, "second"), ((int)response.StatusCode, response.Headers.GetValues("x-switchyard-provider").Single()));
            var text = await response.TextAsync();
            Assert.Contains(expected, text, StringComparison.Ordinal);
            Assert.DoesNotContain("event: error", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/v1/messages", Message, false)]
    [InlineData("/v1/responses", Response, false)]
    [InlineData("/v1/messages", Message, true)]
    public async Task Answer_InTheOtherForm_IsNone(string path, string body, bool isStream)
    {
        await using var first = await FakeUpstream.StartAsync(isStream ? Replies.Chat("x") : Replies.Stream("x"), Token);
        await using var second = await FakeUpstream.StartAsync(isStream ? Replies.Stream("42") : Replies.Chat("42"), Token);
        await using var router = Router(first, second);
        using var client = router.CreateClient();

        using var response = await client.SendAsync(RouterRequests.Post(path, Encoding.UTF8.GetBytes(isStream ? body.Insert(1, "\"stream\":true,") : body)), Token);

        Assert.Equal((200, "second"), ((int)response.StatusCode, response.Headers.GetValues("x-switchyard-provider").Single()));
    }

    [Theory]
    [InlineData(429, "rate_limit_exceeded", 429, "rate_limit_error", 17)]
    [InlineData(429, "insufficient_quota", 402, "billing_error", 17)]
    [InlineData(500, "server_error", 529, "overloaded_error", 17)]
    [InlineData(401, "invalid_api_key", 529, "overloaded_error", 17)]
    [InlineData(404, "model_not_found", 404, "not_found_error", null)]
    [InlineData(400, "context_length_exceeded", 400, "invalid_request_error", null)]
    [InlineData(422, "odd", 422, "invalid_request_error", null)]
    public async Task Messages_UpstreamRefuses_IsAnthropicsError(int status, string code, int expectedStatus, string expectedType, int? retryAfter)
    {
        await using var first = await FakeUpstream.StartAsync(Replies.Error(status, "No.", code, retryAfter: "17"), Token);
        await using var router = Router(first, first, ("Router:Forwarding:MaxAttempts", "1"));
        using var client = router.CreateClient();

        using var response = await client.SendAsync(RouterRequests.Post("/v1/messages", Encoding.UTF8.GetBytes(Message)), Token);

        await response.AssertAnthropicErrorAsync(expectedStatus, expectedType);
        Assert.Equal(retryAfter, (int?)response.Headers.RetryAfter?.Delta?.TotalSeconds);
    }

    [Theory]
    [InlineData(429, "rate_limit_exceeded", 429, "rate_limit_exceeded", 17)]
    [InlineData(500, "server_error", 503, "service_unavailable", 17)]
    [InlineData(400, "context_length_exceeded", 400, "context_length_exceeded", null)]
    public async Task Responses_UpstreamRefuses_IsOpenAIsError(int status, string code, int expectedStatus, string expectedCode, int? retryAfter)
    {
        await using var first = await FakeUpstream.StartAsync(Replies.Error(status, "No.", code, retryAfter: "17"), Token);
        await using var router = Router(first, first, ("Router:Forwarding:MaxAttempts", "1"));
        using var client = router.CreateClient();

        using var response = await client.SendAsync(RouterRequests.Post("/v1/responses", Encoding.UTF8.GetBytes(Response)), Token);

        await response.AssertErrorAsync(expectedStatus, expectedCode);
        Assert.Equal(retryAfter, (int?)response.Headers.RetryAfter?.Delta?.TotalSeconds);
    }

    [Fact]
    public async Task Upstream_NamesAMemberTheCallerNeverSent_ItIsLeftOut()
    {
        await using var first = await FakeUpstream.StartAsync(Replies.Json("""{"error":{"message":"Too many.","type":"invalid_request_error","param":"max_tokens","code":"invalid_value"}}""", 400), Token);
        await using var router = Router(first, first);
        using var client = router.CreateClient();

        using var response = await client.SendAsync(RouterRequests.Post("/v1/responses", Encoding.UTF8.GetBytes(Response)), Token);

        Assert.Equal("Too many.", await response.AssertErrorAsync(400, "invalid_value"));
    }

    [Fact]
    public async Task Request_NoUpstreamCanExpress_IsRefusedByItsFieldAndNotSent()
    {
        const string Body = """{"model":"first/m","max_tokens":50,"messages":[{"role":"user","content":[{"type":"document","source":{"type":"url","url":"https://93.184.216.34/a.pdf"}}]}]}""";
        await using var first = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);

        // Fetched, the document could be expressed as bytes.
        await using var router = Router(first, first, ("Router:Media:FetchUrls", "false"));
        using var client = router.CreateClient();

        using var response = await client.SendAsync(RouterRequests.Post("/v1/messages", Encoding.UTF8.GetBytes(Body)), Token);

        Assert.Contains("messages[0].content[0]", await response.AssertAnthropicErrorAsync(400, "invalid_request_error"), StringComparison.Ordinal);
        Assert.Empty(first.Requests);
        var request = JsonElement.Parse(await client.GetStringAsync("/v1/requests?limit=1", Token)).GetProperty("data")[0];
        Assert.Equal("unsupported", request.GetProperty("outcome").GetString());
        Assert.All(request.GetProperty("attempts").EnumerateArray(), attempt => Assert.Equal("left out: its provider's API cannot express the request", attempt.GetProperty("reason").GetString()));
    }

    private static RouterHost Router(FakeUpstream first, FakeUpstream second, params (string Key, string? Value)[] more) => RouterHost.Start(
    [
        ("Router:Providers:first:BaseUrl", first.Address),
        ("Router:Providers:first:Models:0", "m"),
        ("Router:Providers:second:BaseUrl", second.Address),
        ("Router:Providers:second:Models:0", "n"),
        ("Router:Routes:first/m:Fallbacks:0", "second/n"),
        .. more,
    ]);
}
