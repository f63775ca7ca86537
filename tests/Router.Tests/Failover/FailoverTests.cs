using Microsoft.AspNetCore.Http;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Failover;

public sealed class FailoverTests
{
    private const string Body = """{"model":"first/m","messages":[{"role":"user","content":"x"}]}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("429")]
    [InlineData("500")]
    [InlineData("503")]
    [InlineData("401")]
    [InlineData("404")]
    [InlineData("silent")]
    public async Task Chat_FirstProviderFails_NextOneAnswers(string fault)
    {
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var first = await FakeUpstream.StartAsync(Fault(fault, aborted), Token);
        await using var second = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var router = Router(first, second);
        using var client = router.CreateClient();

        using var response = await client.ChatAsync(Body);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Contains("42", await response.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(("second", "2"), (response.Headers.GetValues("x-switchyard-provider").Single(), response.Headers.GetValues("x-switchyard-attempts").Single()));
        Assert.Equal(Body.Replace("first/m", "m", StringComparison.Ordinal), Assert.Single(first.Completions()).Body);
        Assert.Equal(Body.Replace("first/m", "n", StringComparison.Ordinal), Assert.Single(second.Completions()).Body);
    }

    [Fact]
    public async Task Chat_StreamAfterFailure_IsWhole()
    {
        await using var first = await FakeUpstream.StartAsync(Replies.Error(500, "Broken.", "server_error"), Token);
        await using var second = await FakeUpstream.StartAsync(Replies.Stream("4", "2"), Token);
        await using var router = Router(first, second);
        using var client = router.CreateClient();

        using var response = await client.StreamAsync(RouterRequests.ForModel("first/m", RouterRequests.StreamedQuestion));

        Assert.EndsWith("data: [DONE]\n\n", await response.TextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(200)]
    public async Task Chat_CallersFault_IsPassedOnWithoutFallback(int status)
    {
        await using var first = await FakeUpstream.StartAsync(
            Replies.Json("""{"error":{"message":"Too long.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}""", status), Token);
        await using var second = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var router = Router(first, second);
        using var client = router.CreateClient();

        using var response = await client.ChatAsync(Body);

        Assert.Equal("Too long.", await response.AssertErrorAsync(400, "context_length_exceeded", "messages"));
        Assert.Empty(second.Requests);
    }

    [Fact]
    public async Task Chat_ForeignErrorShape_BecomesOpenAIs()
    {
        await using var first = await FakeUpstream.StartAsync(Replies.Json("""{"detail":"Unprocessable"}""", 422), Token);
        await using var router = Router(first, first);
        using var client = router.CreateClient();

        using var response = await client.ChatAsync(Body);

        Assert.Equal("Unprocessable", await response.AssertErrorAsync(422, "upstream_rejected"));
    }

    [Fact]
    public async Task Chat_AllFail_Is503WithRetryAfter()
    {
        await using var first = await FakeUpstream.StartAsync(Replies.Error(429, "Slow down.", "rate_limit_exceeded"), Token);
        await using var second = await FakeUpstream.StartAsync(Replies.Error(500, "secret stack trace", "server_error"), Token);
        await using var router = Router(first, second);
        using var client = router.CreateClient();

        using var response = await client.ChatAsync(Body);

        Assert.DoesNotContain("secret", await response.AssertErrorAsync(503, "service_unavailable"), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Chat_LastDoesNotHaveTheModel_Is404AsItSaid()
    {
        await using var first = await FakeUpstream.StartAsync(Replies.Error(404, "The model 'm' was retired.", "model_not_found"), Token);
        await using var second = await FakeUpstream.StartAsync(Replies.Error(404, "The model 'n' was retired.", "model_not_found"), Token);
        await using var router = Router(first, second);
        using var client = router.CreateClient();

        using var response = await client.ChatAsync(Body);

        Assert.Equal("The model 'n' was retired.", await response.AssertErrorAsync(404, "model_not_found"));
    }

    [Fact]
    public async Task Chat_LastIsRateLimited_Is429WithItsRetryAfter()
    {
        await using var first = await FakeUpstream.StartAsync(Replies.Error(500, "Broken.", "server_error"), Token);
        await using var second = await FakeUpstream.StartAsync(Replies.Error(429, "Slow down.", "rate_limit_exceeded", retryAfter: "17"), Token);
        await using var router = Router(first, second);
        using var client = router.CreateClient();

        using var response = await client.ChatAsync(Body);

        Assert.Equal("Slow down.", await response.AssertErrorAsync(429, "rate_limit_exceeded"));
        Assert.Equal(TimeSpan.FromSeconds(17), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Chat_MaxAttempts_BoundsTheTries()
    {
        await using var first = await FakeUpstream.StartAsync(Replies.Error(500, "Broken.", "server_error"), Token);
        await using var second = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var router = Router(first, second, ("Router:Forwarding:MaxAttempts", "1"));
        using var client = router.CreateClient();

        using var response = await client.ChatAsync(Body);

        await response.AssertErrorAsync(503, "service_unavailable");
        Assert.Empty(second.Requests);
    }

    [Fact]
    public async Task Chat_ProvidersKey_IsSentAndNeverLogged()
    {
        await using var first = await FakeUpstream.StartAsync(Replies.Error(401, "Bad key.", "invalid_api_key"), Token);
        RouterHost router;
        await using (router = Router(first, first, ("Router:Providers:first:ApiKeyVariable", "FIRST_KEY"), ("FIRST_KEY", "sk-very-secret")))
        {
            using var client = router.CreateClient();
            using var response = await client.ChatAsync(Body.Replace("\"x\"", "\"private words\"", StringComparison.Ordinal));
            await response.AssertErrorAsync(503, "service_unavailable");
        }

        Assert.Equal("Bearer sk-very-secret", first.Completions()[0].Headers["Authorization"]);
        Assert.Contains(router.Logs.Lines, line => line.Contains("did not serve", StringComparison.Ordinal));
        Assert.DoesNotContain(router.Logs.Lines, line => line.Contains("sk-very-secret", StringComparison.Ordinal) || line.Contains("private words", StringComparison.Ordinal));
    }

    private static RouterHost Router(FakeUpstream first, FakeUpstream second, params (string Key, string? Value)[] more) => Router(first.Address, second.Address, more);

    private static RouterHost Router(string first, string second, params (string Key, string? Value)[] more) => RouterHost.Start(
    [
        ("Router:Providers:first:BaseUrl", first),
        ("Router:Providers:first:Models:0", "m"),
        ("Router:Providers:second:BaseUrl", second),
        ("Router:Providers:second:Models:0", "n"),
        ("Router:Routes:first/m:Fallbacks:0", "second/n"),
        ("Router:Forwarding:ActivityTimeout", "00:00:02"),
        ("Router:Forwarding:StreamIdleTimeout", "00:00:01"),
        .. more,
    ]);

    private static RequestDelegate Fault(string name, TaskCompletionSource aborted) => name switch
    {
        "silent" => Replies.Hang(aborted),
        _ => Replies.Error(int.Parse(name), "No.", "no", retryAfter: "5"),
    };
}
