using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Credentials;

public sealed class OAuthTests
{
    private const string Secret = "se cret+of:the tests";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_OfAnOAuthProvider_CarryOneTokenFetchedOnceForAll()
    {
        var gate = new TaskCompletionSource();
        await using var issuer = await FakeUpstream.StartAsync(async context =>
        {
            await gate.Task.WaitAsync(context.RequestAborted);
            await Issued("t-1")(context);
        }, Token);
        await using var upstream = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Chat("42"), "large"), Token);
        await using var router = Start(issuer, upstream, ("Router:Providers:team:OAuth:Scope", "read write"));
        using var client = router.CreateClient();

        var answers = Enumerable.Range(0, 8).Select(_ => client.ChatAsync(RouterRequests.ForModel("team/large"))).ToList();
        gate.SetResult();
        foreach (var answer in await Task.WhenAll(answers))
        {
            using (answer)
            {
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }
        }

        var asked = Assert.Single(issuer.Requests);
        Assert.Equal(("POST", "/token", "application/x-www-form-urlencoded", "grant_type=client_credentials&scope=read+write"), (asked.Method, asked.Path, asked.Headers["Content-Type"], asked.Body));
        Assert.Equal("client%40one:se+cret%2Bof%3Athe+tests", Encoding.UTF8.GetString(Convert.FromBase64String(asked.Headers["Authorization"]["Basic ".Length..])));
        Assert.Contains(upstream.Requests, request => request.Method == "GET");
        Assert.All(upstream.Requests, request => Assert.Equal("Bearer t-1", request.Headers["Authorization"]));
        var providers = await client.GetStringAsync("/providers", Token);
        Assert.Equal("oauth", JsonElement.Parse(providers).GetProperty("data")[0].GetProperty("auth").GetString());
        var shown = providers + await client.GetStringAsync("/v1/requests", Token) + string.Join('\n', router.Logs.Lines);
        Assert.DoesNotContain(Secret, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("t-1", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_RefusedForItsToken_IsSentOnceMoreWithANewOne()
    {
        var number = 0;
        await using var issuer = await FakeUpstream.StartAsync(context => Issued($"t-{Interlocked.Increment(ref number)}")(context), Token);
        await using var upstream = await FakeUpstream.StartAsync(
            context => (context.Request.Headers.Authorization == "Bearer t-1" ? Replies.Error(401, "Expired.", "invalid_token") : Replies.Stream("42"))(context), Token);
        await using var router = Start(issuer, upstream, ("Router:Providers:team:Models:0", "large"));
        using var client = router.CreateClient();

        using var answer = await client.ChatAsync("""{"model":"team/large","stream":true,"messages":[{"role":"user","content":"?"}]}""");
        var text = await answer.TextAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.EndsWith("data: [DONE]\n\n", text, StringComparison.Ordinal);
        Assert.Equal(["Bearer t-1", "Bearer t-2"], upstream.Requests.Select(request => request.Headers["Authorization"]));
        Assert.Equal(upstream.Requests.First().Body, upstream.Requests.Last().Body);
        Assert.Equal(upstream.Requests.First().Headers["x-request-id"], upstream.Requests.Last().Headers["x-request-id"]);
    }

    [Fact]
    public async Task Request_RefusedAgain_EndsAfterTheSecondTime()
    {
        await using var issuer = await FakeUpstream.StartAsync(Issued("t-1"), Token);
        await using var upstream = await FakeUpstream.StartAsync(Replies.Error(401, "No.", "invalid_token"), Token);
        await using var router = Start(issuer, upstream, ("Router:Providers:team:Models:0", "large"));
        using var client = router.CreateClient();

        using var answer = await client.ChatAsync(RouterRequests.ForModel("team/large"));

        await answer.AssertErrorAsync(503, "service_unavailable");
        Assert.Equal((2, 2), (upstream.Requests.Count, issuer.Requests.Count));
    }

    [Fact]
    public async Task Token_ThatExpires_IsFetchedAnew()
    {
        var number = 0;
        await using var issuer = await FakeUpstream.StartAsync(context => Issued($"t-{Interlocked.Increment(ref number)}", lifetime: 0)(context), Token);
        await using var upstream = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var router = Start(issuer, upstream, ("Router:Providers:team:Models:0", "large"));
        using var client = router.CreateClient();

        using var first = await client.ChatAsync(RouterRequests.ForModel("team/large"));
        using var second = await client.ChatAsync(RouterRequests.ForModel("team/large"));

        Assert.Equal(["Bearer t-1", "Bearer t-2"], upstream.Requests.Select(request => request.Headers["Authorization"]));
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_client"}""", "its token endpoint answered with status 400 and 'invalid_client'")]
    [InlineData(503, "away", "its token endpoint answered with status 503")]
    [InlineData(200, "{}", "its token endpoint gave no bearer token")]
    [InlineData(200, """{"access_token":"t","token_type":"mac"}""", "its token endpoint gave no bearer token")]
    [InlineData(200, """["t"]""", "its token endpoint gave no bearer token")]
    public async Task TokenEndpoint_ThatFails_IsNamedAndTheNextModelIsAsked(int status, string body, string message)
    {
        await using var issuer = await FakeUpstream.StartAsync(Replies.Json(body, status), Token);
        await using var upstream = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var other = await FakeUpstream.StartAsync(Replies.Chat("43"), Token);
        await using var router = Start(
            issuer, upstream, ("Router:Providers:team:Models:0", "large"), ("Router:Providers:other:BaseUrl", other.Address), ("Router:Providers:other:Models:0", "m"), ("Router:Routes:best:Model", "team/large"), ("Router:Routes:best:Fallbacks:0", "other/m"));
        using var client = router.CreateClient();

        using var answer = await client.ChatAsync(RouterRequests.ForModel("team/large"));

        Assert.Equal((HttpStatusCode.OK, "other"), (answer.StatusCode, answer.Headers.GetValues("x-switchyard-provider").Single()));
        Assert.Empty(upstream.Requests);
        await using var alone = Start(issuer, upstream, ("Router:Providers:team:Models:0", "large"));
        using var asker = alone.CreateClient();
        using var refused = await asker.ChatAsync(RouterRequests.ForModel("team/large"));
        Assert.Contains(message, await refused.AssertErrorAsync(503, "service_unavailable"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discovery_WithoutAToken_SaysWhy()
    {
        await using var issuer = await FakeUpstream.StartAsync(Issued("t"), Token);
        await using var upstream = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Chat("42")), Token);
        await using var router = Start(issuer, upstream, ("TEAM_SECRET", ""));
        using var client = router.CreateClient();

        await Deadline.UntilAsync(async () => (await client.GetStringAsync("/providers", Token)).Contains("TEAM_SECRET, which holds the client", StringComparison.Ordinal));

        Assert.Equal((0, 0), (issuer.Requests.Count, upstream.Requests.Count));
    }

    private static RouterHost Start(FakeUpstream issuer, FakeUpstream upstream, params (string Key, string? Value)[] settings) => RouterHost.Start(
    [
        ("Router:Providers:team:BaseUrl", upstream.Address),
        ("Router:Providers:team:OAuth:TokenUrl", $"{issuer.Address}/token"),
        ("Router:Providers:team:OAuth:ClientId", "client@one"),
        ("Router:Providers:team:OAuth:ClientSecretVariable", "TEAM_SECRET"),
        ("TEAM_SECRET", Secret),
        .. settings,
    ]);

    private static RequestDelegate Issued(string token, int lifetime = 3600) =>
        Replies.Json($$"""{"access_token":"{{token}}","token_type":"Bearer","expires_in":{{lifetime}}}""");
}
