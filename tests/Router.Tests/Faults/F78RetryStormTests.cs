using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Faults;

/// <summary>F78: an upstream refuses everything. What is asked of it beyond the callers' own requests stays within the budget, and it is not asked in vain for ever.</summary>
public sealed class F78RetryStormTests
{
    private const int Callers = 100;

    [Fact]
    public async Task F78_EverythingFails_RetriesStayWithinTheBudget()
    {
        await using var router = await MockRouter.StartAsync(("Router:Retries:Attempts", "3"), ("Router:Retries:Delay", "00:00:00"), ("Router:Breaker:Failures", "1000"));
        router.Second.Put("n", Scenario.Parse("status-503+latency-300ms"));

        var statuses = await AskAsync(router.Client);

        Assert.All(statuses, status => Assert.Equal(503, status));
        Assert.InRange(router.Second.Asked().Count, Callers, Callers + (Callers / 5) + 3);
    }

    [Fact]
    public async Task F78_BrokenUpstreamRecovers_IsServedWithoutASecondDip()
    {
        await using var router = await MockRouter.StartAsync(("Router:Breaker:Failures", "3"), ("Router:Breaker:Break", "00:00:00.050"), ("Router:Breaker:MaxBreak", "00:00:00.050"));
        router.Second.Put("n", Scenario.Of(new Fault(FaultKind.Status) { Status = 503, First = 4 }));
        await Deadline.UntilAsync(async () =>
        {
            using var response = await router.Client.ChatAsync(RouterRequests.ForModel("second/n"));
            return response.IsSuccessStatusCode;
        });

        Assert.All(await AskAsync(router.Client), status => Assert.Equal(200, status));
    }

    private static Task<int[]> AskAsync(HttpClient client) => Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
    {
        using var response = await client.ChatAsync(RouterRequests.ForModel("second/n"));
        return (int)response.StatusCode;
    }));
}
