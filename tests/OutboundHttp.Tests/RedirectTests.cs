using Microsoft.AspNetCore.Http;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.OutboundHttp.Tests;

/// <summary>Row B91: every hop is an address that somebody else named.</summary>
public sealed class RedirectTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("//[::1]/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://good.example/")]
    [InlineData("http://user@good.example/")]
    public async Task Redirect_ToWhatMustNotBeAsked_IsRefused(string location)
    {
        await using var server = await FakeUpstream.StartAsync(To(location), Token);
        using var client = Clients.Local();

        await Assert.ThrowsAsync<UrlNotAllowedException>(() => client.FetchAsync(server.Address, Token));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Redirects_WithoutEnd_AreFollowedThreeTimes()
    {
        await using var server = await FakeUpstream.StartAsync(To("/again"), Token);
        using var client = Clients.Local();

        var refusal = await Assert.ThrowsAsync<UrlNotAllowedException>(() => client.FetchAsync(server.Address, Token));

        Assert.Equal("The URL redirects more than 3 times.", refusal.Message);
        Assert.Equal(["/", "/again", "/again", "/again"], server.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task Redirect_ToAnAllowedPlace_IsFollowed()
    {
        await using var server = await FakeUpstream.StartAsync(context => context.Request.Path == "/found" ? Replies.Body("text/plain", "here")(context) : To("found")(context), Token);
        using var client = Clients.Local();

        Assert.Equal("here"u8.ToArray(), await client.FetchAsync(server.Address, Token));
    }

    [Fact]
    public async Task Headers_OfTheFirstAddress_DoNotGoWhereItRedirects()
    {
        await using var server = await FakeUpstream.StartAsync(context => context.Request.Path == "/found" ? Replies.Body("text/plain", "here")(context) : To("found")(context), Token);
        using var client = Clients.Local(options => options.Headers["X-Key"] = "secret");

        await client.FetchAsync(server.Address, Token);

        Assert.Equal(["secret", null], server.Requests.Select(request => request.Headers.GetValueOrDefault("X-Key")));
    }

    [Fact]
    public void Redirect_FromHttpsToHttp_IsRefused()
    {
        var policy = new UrlPolicy(new HostPolicy([]), new AddressPolicy([]));

        var refusal = Assert.Throws<UrlNotAllowedException>(() => policy.CheckRedirect(new Uri("https://good.example/a"), "http://good.example/a"));

        Assert.Equal("The URL redirects from https to http.", refusal.Message);
        Assert.Equal("https://good.example/b", policy.CheckRedirect(new Uri("https://good.example/a"), "b").AbsoluteUri);
    }

    private static RequestDelegate To(string location) => context =>
    {
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = location;
        return Task.CompletedTask;
    };
}
