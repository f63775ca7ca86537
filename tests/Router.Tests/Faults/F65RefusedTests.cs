using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Faults;

/// <summary>F65: the upstream refuses or breaks off before its answer. The next one answers, and the caller sees one clean answer.</summary>
public sealed class F65RefusedTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Cases => CallerDialect.NamesWith("refuse", "reset", "cut", "status-503", "status-429-5s", "status-401");

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task F65_FirstFails_NextAnswersWhole(string dialect, string fault)
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Put("m", Scenario.Parse(fault));
        router.Second.Put("n", new Scenario { Text = "clean answer" });
        var caller = CallerDialect.Find(dialect);

        using var response = await router.Client.SendAsync(caller.Request(isStreamed: false), Token);
        var stream = await caller.StreamAsync(router.Client);

        Assert.Equal((200, "second", "2"), ((int)response.StatusCode, response.Headers.GetValues("x-switchyard-provider").Single(), response.Headers.GetValues("x-switchyard-attempts").Single()));
        Assert.Contains("clean answer", await response.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(("clean answer", 1), (stream.Text, stream.Ends));
        Assert.Empty(stream.Errors);
    }

    [Theory]
    [InlineData("refuse")]
    [InlineData("reset")]
    [InlineData("cut")]
    public async Task F65_OnlyUpstreamFailsOnce_IsAskedAgain(string fault)
    {
        await using var router = await MockRouter.StartAsync(("Router:Retries:Attempts", "3"), ("Router:Retries:Delay", "00:00:00.010"));
        router.Second.Script(Scenario.Parse(fault), new Scenario { Text = "clean answer" });

        using var response = await router.Client.ChatAsync(RouterRequests.ForModel("second/n"));

        Assert.Equal((200, "2"), ((int)response.StatusCode, response.Headers.GetValues("x-switchyard-attempts").Single()));
        Assert.Contains("clean answer", await response.TextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cut", "broke off before its answer was whole")]
    [InlineData("html", "did not send an answer that can be read")]
    [InlineData("empty", "sent an empty answer")]
    [InlineData("reset", "could not be reached")]
    public async Task F65_NobodyElse_Is503ThatSaysWhy(string fault, string expected)
    {
        await using var router = await MockRouter.StartAsync(("Router:Forwarding:MaxAttempts", "1"));
        router.First.Put("m", Scenario.Parse(fault));

        using var response = await router.Client.SendAsync(CallerDialect.Find("chat").Request(isStreamed: false), Token);

        Assert.Equal($"The provider 'first' {expected}, and there is no other for 'first/m'.", await response.AssertErrorAsync(503, "service_unavailable"));
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
    }
}
