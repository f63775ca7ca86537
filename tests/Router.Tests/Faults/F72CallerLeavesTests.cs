using System.Diagnostics;
using Switchyard.MockUpstream.Recording;
using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Faults;

/// <summary>F72: the caller leaves. The upstream hears of it at once, in whichever phase its answer is, so that it generates for nobody.</summary>
public sealed class F72CallerLeavesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Streams => CallerDialect.NamesWith("stall-headers", "stall", "stall-5");

    public static TheoryData<string> Dialects => CallerDialect.Names();

    [Theory]
    [MemberData(nameof(Streams))]
    public Task F72_StreamedCallerLeaves_UpstreamIsLeftToo(string dialect, string fault) => LeaveAsync(dialect, fault, isStreamed: true);

    [Theory]
    [MemberData(nameof(Dialects))]
    public Task F72_WaitingCallerLeaves_UpstreamIsLeftToo(string dialect) => LeaveAsync(dialect, "stall-headers", isStreamed: false);

    /// <summary>A caller that leaves is no failure of the upstream, and nobody is asked in its place.</summary>
    [Fact]
    public async Task F72_CallerLeft_CountsAgainstNobody()
    {
        await using var router = await MockRouter.StartAsync(("Router:Breaker:Failures", "1"));
        router.First.Script(Scenario.Parse("stall-headers"));
        using (var leave = CancellationTokenSource.CreateLinkedTokenSource(Token))
        {
            var sending = router.Client.SendAsync(CallerDialect.Find("chat").Request(isStreamed: true), leave.Token);
            await Deadline.UntilAsync(() => router.First.Asked().Count == 1);
            await leave.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        }

        await router.First.Asked()[0].Ended.WaitAsync(TimeSpan.FromSeconds(10), Token);
        var stream = await CallerDialect.Find("chat").StreamAsync(router.Client);

        Assert.Equal("first", stream.Provider);
        Assert.Empty(router.Second.Asked());
    }

    private static async Task LeaveAsync(string dialect, string fault, bool isStreamed)
    {
        await using var router = await MockRouter.StartAsync(("Router:Forwarding:HoldBack", "00:00:00"));
        router.First.Put("m", Scenario.Parse(fault));
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var calling = CallAsync(router.Client, CallerDialect.Find(dialect).Request(isStreamed), leave.Token);
        await Deadline.UntilAsync(() => router.First.Asked() is [{ } asked] && (fault == "stall-headers" || asked.Status == 200) && asked.Tokens >= (fault == "stall-5" ? 5 : 0));
        var left = Stopwatch.GetTimestamp();
        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calling);
        await router.First.Asked()[0].Ended.WaitAsync(TimeSpan.FromSeconds(10), Token);
        TestContext.Current.TestOutputHelper?.WriteLine($"The upstream was left after {Stopwatch.GetElapsedTime(left).TotalMilliseconds:0} ms.");
        Assert.Equal(RequestState.Disconnected, router.First.Asked()[0].State);
        Assert.Empty(router.Second.Asked());
    }

    private static async Task CallAsync(HttpClient client, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await response.Content.ReadAsStringAsync(cancellationToken);
    }
}
