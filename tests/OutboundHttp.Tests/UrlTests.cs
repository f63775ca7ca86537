namespace Switchyard.OutboundHttp.Tests;

/// <summary>Rows B90 and B93: what is no plain web address, and who may be asked by name.</summary>
public sealed class UrlTests
{
    [Theory]
    [InlineData(@"http://good.example\@127.0.0.1/")]
    [InlineData("http://a@b@c/")]
    [InlineData("http://user:secret@good.example/")]
    [InlineData("http://good.exa\tmple/")]
    [InlineData("http://good.example\n/")]
    [InlineData("http://good.example /")]
    [InlineData("http://127\u30020\u30020\u30021/")]
    [InlineData("http://\uff11\uff12\uff17.0.0.1/")]
    [InlineData("http://g\u043e\u043ed.example/")]
    [InlineData("http://\u2460\u2461\u2466.0.0.1/")]
    [InlineData("http:///etc/passwd")]
    [InlineData("http://")]
    [InlineData("//good.example/")]
    [InlineData("good.example")]
    [InlineData("")]
    [InlineData("file:///etc/passwd")]
    [InlineData("file://good.example/share")]
    [InlineData("gopher://good.example/")]
    [InlineData("ftp://good.example/")]
    [InlineData("jar:http://good.example!/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/plain;base64,QQ==")]
    [InlineData(@"\\good.example\x")]
    [InlineData("http://good.example:99999/")]
    public async Task Url_NotPlainHttp_IsRefused(string url)
    {
        using var client = Clients.Resolving(["93.184.216.34"]);

        await Assert.ThrowsAsync<UrlNotAllowedException>(() => client.CheckAsync(url, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Url_OfFiftyMegabytes_IsRefused()
    {
        using var client = Clients.Resolving(["93.184.216.34"]);

        await Assert.ThrowsAsync<UrlNotAllowedException>(() => client.CheckAsync("http://good.example/" + new string('a', 50 * 1024 * 1024), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Url_OfAPublicHost_IsReadOnce()
    {
        using var client = Clients.Resolving(["93.184.216.34"]);

        var url = await client.CheckAsync("https://Good.Example:8443/a%20b?c=d", TestContext.Current.CancellationToken);

        Assert.Equal("https://good.example:8443/a%20b?c=d", url.AbsoluteUri);
    }

    [Theory]
    [InlineData("good.example", true)]
    [InlineData("GOOD.example.", true)]
    [InlineData("a.good.example", false)]
    [InlineData("a.wide.example", true)]
    [InlineData("wide.example", false)]
    [InlineData("evilwide.example", false)]
    [InlineData("bad.example", false)]
    public void Hosts_WhereSomeAreListed_AllowThoseAlone(string host, bool isAllowed)
    {
        Assert.Equal(isAllowed, new HostPolicy(["good.example", "*.wide.example"]).Allows(host));
    }

    [Fact]
    public void Hosts_WhereAllAreListed_DoNotMeanThisMachine()
    {
        var policy = new HostPolicy(["*"]);

        Assert.Equal([true, false], new[] { "good.example", "localhost" }.Select(policy.Allows));
    }

    [Fact]
    public async Task Address_WhereOnlyNamesAreListed_IsRefused()
    {
        using var client = new OutboundHttpClient(new OutboundHttpOptions { AllowedHosts = { "good.example" } }, TimeProvider.System);

        await Assert.ThrowsAsync<UrlNotAllowedException>(() => client.CheckAsync("http://93.184.216.34/", TestContext.Current.CancellationToken));
    }
}
