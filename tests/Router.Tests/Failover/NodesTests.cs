using System.Diagnostics;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Failover;

public sealed class NodesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chat_TwoNodes_TakeTurns()
    {
        await using var first = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Chat("1")), Token);
        await using var second = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Chat("2")), Token);
        await using var router = RouterHost.StartWithNodes(first.Address, second.Address);
        using var client = router.CreateClient();

        for (var i = 0; i < 10; i++)
        {
            using var response = await client.ChatAsync(RouterRequests.Question);
            Assert.Equal(200, (int)response.StatusCode);
        }

        Assert.Equal((5, 5), (first.Completions().Count, second.Completions().Count));
    }

    [Fact]
    public async Task Chat_OneNodeDies_NoCallerNotices()
    {
        var first = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Chat("1")), Token);
        await using var second = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Chat("2")), Token);
        await using var router = RouterHost.StartWithNodes(first.Address, second.Address);
        using var client = router.CreateClient();
        using var warmUp = await client.ChatAsync(RouterRequests.Question);

        await first.DisposeAsync();
        var attempts = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            using var response = await client.ChatAsync(RouterRequests.Question);
            Assert.Equal(200, (int)response.StatusCode);
            attempts.Add(response.Headers.GetValues("x-switchyard-attempts").Single());
        }

        Assert.True(attempts.Count(attempt => attempt == "2") <= 1, $"A dead node is skipped after its first failure, but attempts were {string.Join(",", attempts)}.");
    }

    [Fact]
    public async Task Chat_OnlyNodeIsAway_Is503AtOnceAndThenServed()
    {
        var node = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Chat("1")), Token);
        await using var router = RouterHost.StartWithNodes(node.Address);
        using var client = router.CreateClient();
        using var before = await client.ChatAsync(RouterRequests.Question);
        Assert.Equal(200, (int)before.StatusCode);

        await node.DisposeAsync();
        var clock = Stopwatch.StartNew();
        using var away = await client.ChatAsync(RouterRequests.ForModel("pocket"));

        await away.AssertErrorAsync(503, "service_unavailable");
        Assert.Equal(TimeSpan.FromSeconds(1), away.Headers.RetryAfter?.Delta);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(3));

        await using var revived = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Chat("2")), Token, new Uri(node.Address).Port);
        using var after = await client.ChatAsync(RouterRequests.Question);

        Assert.Equal(200, (int)after.StatusCode);
    }

    [Theory]
    [InlineData(RouterRequests.Question)]
    [InlineData("""{"model":"default","messages":[{"role":"user","content":"x"}]}""")]
    [InlineData("""{"model":"pocket","messages":[{"role":"user","content":"x"}]}""")]
    [InlineData("""{"model":"local/pocket","messages":[{"role":"user","content":"x"}]}""")]
    public async Task Chat_NodeWasNeverThere_Is503NotUnknown(string body)
    {
        var node = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Chat("1")), Token);
        await node.DisposeAsync();
        await using var router = RouterHost.StartWithNodes(node.Address);
        using var client = router.CreateClient();

        using var response = await client.ChatAsync(body);

        await response.AssertErrorAsync(503, "service_unavailable");
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Health_NodeAway_DegradesTheRouter()
    {
        await using var first = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Chat("1")), Token);
        var second = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Chat("2")), Token);
        await second.DisposeAsync();
        await using var router = RouterHost.StartWithNodes(first.Address, second.Address);
        using var client = router.CreateClient();
        string health;
        do
        {
            using var response = await client.GetAsync("/health", Token);
            Assert.Equal(200, (int)response.StatusCode);
            health = await response.TextAsync();
        }
        while (health.Contains("Not asked yet", StringComparison.Ordinal));

        Assert.StartsWith("""{"status":"Degraded","service":"router",""", health, StringComparison.Ordinal);
        Assert.Contains("\"inference-0\":{\"status\":\"Healthy\",", health, StringComparison.Ordinal);
        Assert.Contains("\"inference-1\":{\"status\":\"Degraded\",", health, StringComparison.Ordinal);
    }
}
