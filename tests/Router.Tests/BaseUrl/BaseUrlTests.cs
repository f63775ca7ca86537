using Microsoft.AspNetCore.Http;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.BaseUrl;

/// <summary>Rows A3 and B74: requests that name their endpoint.</summary>
public sealed class BaseUrlTests : IAsyncLifetime
{
    private const string Header = "x-switchyard-base-url";

    private FakeUpstream _provider = null!;
    private FakeUpstream _named = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _provider = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Chat("the provider's")), Token);
        _named = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await _named.DisposeAsync();
    }

    [Fact]
    public async Task Request_ThatNamesItsEndpoint_GoesThereWithItsOwnKeyAlone()
    {
        await using var router = StartEnabled();
        using var client = router.CreateClient();
        using var request = Ask("large", _named.Address + "/api/v1/");
        request.Headers.Add("x-switchyard-upstream-key", "sk-the-callers");
        request.Headers.Add("Authorization", "Bearer sk-for-the-router");

        using var response = await client.SendAsync(request, Token);

        Assert.Equal(("base_url", "1"), (Assert.Single(response.Headers.GetValues("x-switchyard-provider")), Assert.Single(response.Headers.GetValues("x-switchyard-attempts"))));
        Assert.Contains("\"content\":\"42\"", await response.TextAsync());
        var sent = Assert.Single(_named.Requests);
        Assert.Equal(("/api/v1/chat/completions", "Bearer sk-the-callers", RouterRequests.ForModel("large")), (sent.Path, sent.Headers["Authorization"], sent.Body));
        Assert.DoesNotContain(sent.Headers.Keys, name => name.StartsWith("x-switchyard", StringComparison.OrdinalIgnoreCase));
        Assert.Empty(_provider.Completions());
        Assert.DoesNotContain(router.Logs.Lines, line => line.Contains("sk-the-callers", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Request_WithoutItsOwnKey_SendsNone()
    {
        await using var router = StartEnabled(("OPENAI_API_KEY", "sk-the-providers"));
        using var client = router.CreateClient();

        using var response = await client.SendAsync(Ask("gpt-4o", _named.Address + "/v1"), Token);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.False(Assert.Single(_named.Requests).Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task Endpoint_ThatFails_IsNotReplacedByAProvider()
    {
        await using var router = StartEnabled();
        using var client = router.CreateClient();
        _named.Handler = Replies.Error(500, "broken", "internal");

        using var response = await client.SendAsync(Ask("pocket", _named.Address), Token);

        await response.AssertErrorAsync(503, "service_unavailable");
        Assert.Empty(_provider.Completions());
    }

    [Fact]
    public async Task Redirect_IsNotFollowed()
    {
        await using var router = StartEnabled();
        using var client = router.CreateClient();
        _named.Handler = context =>
        {
            context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            context.Response.Headers.Location = _provider.Address + "/v1/chat/completions";
            return Task.CompletedTask;
        };

        using var response = await client.SendAsync(Ask("pocket", _named.Address), Token);

        Assert.Equal(503, (int)response.StatusCode);
        Assert.Empty(_provider.Completions());
    }

    [Fact]
    public async Task Messages_OfAnotherDialect_AreTranslatedForIt()
    {
        await using var router = StartEnabled();
        using var client = router.CreateClient();
        using var request = RouterRequests.Post("/v1/messages", """{"model":"large","max_tokens":9,"messages":[{"role":"user","content":"?"}]}"""u8.ToArray());
        request.Headers.Add(Header, _named.Address + "/v1");

        using var response = await client.SendAsync(request, Token);

        Assert.Contains("\"type\":\"message\"", await response.TextAsync());
        Assert.Equal("/v1/chat/completions", Assert.Single(_named.Requests).Path);
    }

    [Theory]
    [InlineData("http://localhost:1/v1")]
    [InlineData("http://10.0.0.1/v1")]
    [InlineData("http://169.254.169.254/v1")]
    [InlineData("http://other.example/v1")]
    [InlineData("http://user:password@127.0.0.1/v1")]
    [InlineData("http://127.0.0.1/v1?x=y")]
    [InlineData("file:///etc/passwd")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task Url_NotAllowed_IsRefused(string url)
    {
        await using var router = StartEnabled();
        using var client = router.CreateClient();

        using var response = await client.SendAsync(Ask("large", url), Token);

        await response.AssertErrorAsync(400, "url_not_allowed", Header);
    }

    [Fact]
    public async Task Request_WithoutAModel_IsRefused()
    {
        await using var router = StartEnabled();
        using var client = router.CreateClient();
        using var request = RouterRequests.ChatRequest(RouterRequests.Question);
        request.Headers.Add(Header, _named.Address);

        using var response = await client.SendAsync(request, Token);

        await response.AssertErrorAsync(400, "missing_required_parameter", "model");
    }

    [Fact]
    public async Task Header_WhereItIsNotSwitchedOn_IsRefused()
    {
        await using var router = RouterHost.StartWithNodes(_provider.Address);
        using var client = router.CreateClient();

        using var response = await client.SendAsync(Ask("pocket", _named.Address), Token);

        await response.AssertErrorAsync(400, "parameter_not_allowed", Header);
        Assert.Empty(_named.Requests);
    }

    [Theory]
    [InlineData("base_url", "base_url")]
    [InlineData("api_base", "api_base")]
    [InlineData("base\\u005furl", "base_url")]
    public async Task Member_OfTheBody_IsRefused(string written, string name)
    {
        await using var router = StartEnabled();
        using var client = router.CreateClient();

        using var response = await client.ChatAsync(RouterRequests.Question.Insert(1, $"\"{written}\":\"{_named.Address}\","));

        await response.AssertErrorAsync(400, "parameter_not_allowed", name);
        Assert.Empty(_named.Requests);
    }

    [Fact]
    public async Task Text_ThatSpeaksOfTheMember_IsForwarded()
    {
        await using var router = RouterHost.StartWithNodes(_provider.Address);
        using var client = router.CreateClient();

        using var response = await client.ChatAsync("""{"messages":[{"role":"user","content":"What is \"base_url\"?","base_url":"x"}]}""");

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public void Start_WithoutHostsOrWithABadNetwork_SaysSo()
    {
        var log = RouterHost.StartInVain(("Router:RequestBaseUrl:Enabled", "true"), ("Router:RequestBaseUrl:AllowedNetworks:0", "10.1.0.0/33"));

        Assert.Contains("Router:RequestBaseUrl:AllowedHosts", log);
        Assert.Contains("Router:RequestBaseUrl:AllowedNetworks: '10.1.0.0/33'", log);
    }

    private static HttpRequestMessage Ask(string model, string url)
    {
        var request = RouterRequests.ChatRequest(RouterRequests.ForModel(model));
        request.Headers.TryAddWithoutValidation(Header, url);
        return request;
    }

    private RouterHost StartEnabled(params (string Key, string? Value)[] settings) => RouterHost.Start(
        [("services:inference-0:http:0", _provider.Address), ("Router:RequestBaseUrl:Enabled", "true"), ("Router:RequestBaseUrl:AllowedHosts:0", "127.0.0.1"), ("Router:RequestBaseUrl:AllowedNetworks:0", "127.0.0.0/8"), .. settings]);
}
