using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Faults;

/// <summary>F86: an upstream's certificate has expired or is nobody's. Nothing is sent to it, the next one answers, and whoever reads the record knows why.</summary>
public sealed class F86CertificateTests
{
    private const string Expected = "could not be trusted: its TLS certificate is expired, for another name, or of an unknown authority";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(2021)]
    [InlineData(2199)]
    public async Task F86_CertificateNotTrusted_NextOneAnswersAndTheRecordSaysWhy(int endYear)
    {
        using var certificate = TestAuthority.SelfSigned(EndOf(endYear));
        await using var upstream = await TlsUpstream.StartAsync(certificate, Token);
        await using var router = await MockRouter.StartAsync(("Router:Providers:first:BaseUrl", $"{upstream.Address}/v1"));
        router.Second.Put("n", new Scenario { Text = "clean answer" });

        var stream = await CallerDialect.Find("chat").StreamAsync(router.Client);

        Assert.Equal(("second", "clean answer"), (stream.Provider, stream.Text));
        var attempt = (await router.Client.ExplainAsync(stream.RequestId)).Attempts[0];
        Assert.Equal(("untrusted", Expected, 0), (attempt.Outcome, attempt.Error, upstream.Requests));
    }

    [Fact]
    public async Task F86_NobodyElse_Is503ThatNamesTheCertificate()
    {
        using var certificate = TestAuthority.SelfSigned(EndOf(2021));
        await using var upstream = await TlsUpstream.StartAsync(certificate, Token);
        await using var router = await MockRouter.StartAsync(("Router:Providers:first:BaseUrl", $"{upstream.Address}/v1"), ("Router:Forwarding:MaxAttempts", "1"));

        using var response = await router.Client.ChatAsync(RouterRequests.Question);

        Assert.Equal($"The provider 'first' {Expected}, and there is no other for 'first/m'.", await response.AssertErrorAsync(503, "service_unavailable"));
    }

    [Fact]
    public async Task F86_CertificateRotated_NextConnectionsGoOn()
    {
        using var authority = new TestAuthority();
        using var first = authority.Issue();
        using var second = authority.Issue();
        await using var upstream = await TlsUpstream.StartAsync(first, Token);
        await using var router = await StartAsync(upstream, authority);
        var before = await CallerDialect.Find("chat").StreamAsync(router.Client);

        upstream.Certificate = second;
        var after = await CallerDialect.Find("chat").StreamAsync(router.Client);

        Assert.Equal([("first", "trusted answer", 1), ("first", "trusted answer", 1)], new[] { before, after }.Select(stream => (stream.Provider, stream.Text, stream.Ends)));
        Assert.Equal([first.SerialNumber, second.SerialNumber], upstream.Shown);
        Assert.Empty(router.Second.Asked());
    }

    [Fact]
    public async Task F86_RotatedToOneNotTrusted_NothingIsSentAndTheRecordSaysWhy()
    {
        using var authority = new TestAuthority();
        using var first = authority.Issue();
        using var unknown = TestAuthority.SelfSigned(EndOf(2199));
        await using var upstream = await TlsUpstream.StartAsync(first, Token);
        await using var router = await StartAsync(upstream, authority);
        await CallerDialect.Find("chat").StreamAsync(router.Client);

        upstream.Certificate = unknown;
        var stream = await CallerDialect.Find("chat").StreamAsync(router.Client);

        Assert.Equal(("second", 1, 1), (stream.Provider, stream.Ends, upstream.Requests));
        var attempt = (await router.Client.ExplainAsync(stream.RequestId)).Attempts[0];
        Assert.Equal(("untrusted", Expected), (attempt.Outcome, attempt.Error));
    }

    /// <summary>A certificate does not become right by being looked at again.</summary>
    [Fact]
    public async Task F86_CertificateNotTrusted_IsNotAskedAgain()
    {
        using var certificate = TestAuthority.SelfSigned(EndOf(2199));
        await using var upstream = await TlsUpstream.StartAsync(certificate, Token);
        await using var router = RouterHost.Start(
            ("Router:Providers:first:BaseUrl", $"{upstream.Address}/v1"),
            ("Router:Providers:first:Models:0", "m"),
            ("Router:Retries:Attempts", "3"),
            ("Router:Retries:Delay", "00:00:00.010"));
        using var client = router.CreateClient();

        using var response = await client.ChatAsync(RouterRequests.ForModel("first/m"));

        Assert.Contains(Expected, await response.AssertErrorAsync(503, "service_unavailable"), StringComparison.Ordinal);
        Assert.Single(upstream.Shown);
    }

    [Theory]
    [InlineData("/nowhere/authorities.pem")]
    [InlineData("/dev/null")]
    public void F86_FileOfAuthoritiesHoldsNone_StopsTheStart(string path) =>
        Assert.Contains($"Router:Forwarding:CertificateAuthorities: '{path}' cannot be read or holds no certificate", RouterHost.StartInVain(("Router:Forwarding:CertificateAuthorities", path)), StringComparison.Ordinal);

    private static Task<MockRouter> StartAsync(TlsUpstream upstream, TestAuthority authority) => MockRouter.StartAsync(
        ("Router:Providers:first:BaseUrl", $"{upstream.Address}/v1"),
        ("Router:Forwarding:CertificateAuthorities", authority.Path),
        ("Router:Forwarding:ConnectionLifetime", "00:00:00"));

    private static DateTimeOffset EndOf(int year) => new(year, 12, 31, 0, 0, 0, TimeSpan.Zero);
}
