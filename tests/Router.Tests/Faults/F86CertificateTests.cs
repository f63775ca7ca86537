using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Faults;

/// <summary>F86: an upstream's certificate has expired or is nobody's. Nothing is sent to it, the next one answers, and whoever reads the record knows why.</summary>
public sealed class F86CertificateTests
{
    private const string Expected = "could not be trusted: its TLS certificate is expired, for another name, or of an unknown authority";

    private static readonly DateTimeOffset s_start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(2021)]
    [InlineData(2200)]
    public async Task F86_CertificateNotTrusted_NextOneAnswersAndTheRecordSaysWhy(int endYear)
    {
        await using var upstream = await TlsUpstream.StartAsync(s_start, s_start.AddYears(endYear - s_start.Year), Token);
        await using var router = await MockRouter.StartAsync(("Router:Providers:first:BaseUrl", $"{upstream.Address}/v1"));
        router.Second.Put("n", new Scenario { Text = "clean answer" });

        var stream = await CallerDialect.Find("chat").StreamAsync(router.Client);

        Assert.Equal(("second", "clean answer"), (stream.Provider, stream.Text));
        var attempt = (await router.Client.ExplainAsync(stream.RequestId)).Attempts[0];
        Assert.Equal(("unreachable", Expected, 0), (attempt.Outcome, attempt.Error, upstream.Requests));
    }

    [Fact]
    public async Task F86_NobodyElse_Is503ThatNamesTheCertificate()
    {
        await using var upstream = await TlsUpstream.StartAsync(s_start, s_start.AddYears(1), Token);
        await using var router = await MockRouter.StartAsync(("Router:Providers:first:BaseUrl", $"{upstream.Address}/v1"), ("Router:Forwarding:MaxAttempts", "1"));

        using var response = await router.Client.ChatAsync(RouterRequests.Question);

        Assert.Equal($"The provider 'first' {Expected}, and there is no other for 'first/m'.", await response.AssertErrorAsync(503, "service_unavailable"));
    }
}
