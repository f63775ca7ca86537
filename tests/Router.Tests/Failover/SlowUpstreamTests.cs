using Switchyard.MockUpstream;
using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Failover;

/// <summary>F70: an upstream that drips is replaced before the caller has anything of it, and only reported after.</summary>
public sealed class SlowUpstreamTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, "second")]
    [InlineData(false, "first")]
    public async Task Stream_Drips_IsReplacedWhereThereIsAnother(bool hasFallback, string expected)
    {
        await using var mock = await MockServer.StartAsync(new MockServerOptions(), Token);
        mock.Put("slow", Scenario.Parse("drip-40ms").Over(new Scenario { Text = "Slow as it is." }));
        mock.Put("fast", new Scenario { Text = "Fast as it is." });
        await using var router = RouterHost.Start(
        [
            ("Router:Providers:first:BaseUrl", mock.Address),
            ("Router:Providers:first:Models:0", "slow"),
            ("Router:Providers:second:BaseUrl", mock.Address),
            ("Router:Providers:second:Models:0", "fast"),
            ("Router:Forwarding:MinimumRate", "1000"),
            ("Router:Forwarding:RateProbe", "00:00:00.100"),
            .. hasFallback ? [("Router:Routes:first/slow:Fallbacks:0", (string?)"second/fast")] : Array.Empty<(string, string?)>(),
        ]);
        using var client = router.CreateClient();

        using var response = await client.StreamAsync(RouterRequests.ForModel("first/slow", RouterRequests.StreamedQuestion));

        Assert.Equal(expected, response.Headers.GetValues("x-switchyard-provider").Single());
        Assert.EndsWith("data: [DONE]\n\n", await response.TextAsync(), StringComparison.Ordinal);
        await Deadline.UntilAsync(() => hasFallback || router.Logs.Lines.Any(line => line.Contains("answered 'first/slow' slowly", StringComparison.Ordinal)));
    }
}
