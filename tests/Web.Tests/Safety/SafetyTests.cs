using System.Net;
using System.Net.WebSockets;
using Switchyard.Web.Tests.Browser;
using Xunit;

namespace Switchyard.Web.Tests.Safety;

/// <summary>What a page of somebody else gets from the dashboard: nothing.</summary>
public sealed class SafetyTests : IAsyncLifetime
{
    private WebProcess _web = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _web = await WebProcess.StartAsync(new Dictionary<string, string>(), TestContext.Current.CancellationToken);
        _client = new HttpClient { BaseAddress = _web.Address };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _web.DisposeAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/css/site.css")]
    [InlineData("/no-such-page")]
    public async Task Answer_Any_CarriesTheSafetyHeaders(string path)
    {
        using var response = await _client.GetAsync(path, TestContext.Current.CancellationToken);

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'self'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(response.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
    }

    [Fact]
    public async Task Page_Unknown_IsNotFoundWithAPage()
    {
        using var response = await _client.GetAsync("/no-such-page", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("There is no such page", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Circuit_ForeignOrigin_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", "https://example.com");

        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Page_ForeignHostName_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "attacker.example.com";

        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Contains(response.StatusCode, new[] { HttpStatusCode.BadRequest, HttpStatusCode.Forbidden, HttpStatusCode.MisdirectedRequest });
    }

    [Fact]
    public async Task Page_First_HasNoInlineScriptOrStyle()
    {
        var html = await _client.GetStringAsync("/", TestContext.Current.CancellationToken);

        Assert.DoesNotContain("<style", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" style=", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script>", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("https://", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task BlazorScript_Fingerprinted_IsServedWhole()
    {
        var html = await _client.GetStringAsync("/", TestContext.Current.CancellationToken);
        var path = System.Text.RegularExpressions.Regex.Match(html, "src=\"(_framework/blazor\\.web\\.[^\"]*js)\"").Groups[1].Value;

        using var response = await _client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal("text/javascript", response.Content.Headers.ContentType!.MediaType);
        Assert.True((await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length > 100_000);
    }

    [Fact]
    public async Task Circuits_MoreThanAllowed_AreRefused()
    {
        var limits = new Dictionary<string, string> { ["Web__MaxCircuits"] = "1" };
        await using var web = await WebProcess.StartAsync(new Dictionary<string, string>(), limits, TestContext.Current.CancellationToken);
        using var first = new ClientWebSocket();
        using var second = new ClientWebSocket();
        var address = new UriBuilder(web.Address) { Scheme = "ws", Path = "/_blazor" }.Uri;

        await first.ConnectAsync(address, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<WebSocketException>(() => second.ConnectAsync(address, TestContext.Current.CancellationToken));
    }
}
