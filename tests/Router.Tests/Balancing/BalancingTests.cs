using System.Text.Json;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Balancing;

/// <summary>The policies in a running router, in front of endpoints that answer.</summary>
public sealed class BalancingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chat_WeightedEndpoints_GetTheirShares()
    {
        await using var first = await FakeUpstream.StartAsync(Replies.Chat("1"), Token);
        await using var second = await FakeUpstream.StartAsync(Replies.Chat("2"), Token);
        await using var router = Start("weighted", first, second);
        using var client = router.CreateClient();

        for (var i = 0; i < 8; i++)
        {
            using var response = await client.ChatAsync(RouterRequests.ForModel("team/m"));
            Assert.Equal(200, (int)response.StatusCode);
        }

        Assert.Equal((6, 2), (first.Completions().Count, second.Completions().Count));
    }

    [Fact]
    public async Task Chat_Session_StaysAndMovesOnlyWhileItsEndpointIsOut()
    {
        await using var first = await FakeUpstream.StartAsync(Replies.Chat("1"), Token);
        await using var second = await FakeUpstream.StartAsync(Replies.Chat("2"), Token);
        await using var router = Start("session", first, second);
        using var client = router.CreateClient();

        var home = await AskAsync(client, "s1");
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => AskAsync(client, "s1"))), answer => Assert.Equal(home, answer));
        var (chosen, other) = home == "1" ? (first, second) : (second, first);
        chosen.Handler = Replies.Error(500, "Broken.", "broken");
        var away = await AskAsync(client, "s1");
        chosen.Handler = Replies.Chat(home);

        Assert.NotEqual(home, away);
        await Deadline.UntilAsync(async () => await AskAsync(client, "s1") == home);
        Assert.NotEmpty(other.Completions());
    }

    [Fact]
    public async Task Requests_Trace_SaysWhyTheEndpointWasChosen()
    {
        await using var first = await FakeUpstream.StartAsync(Replies.Chat("1"), Token);
        await using var second = await FakeUpstream.StartAsync(Replies.Chat("2"), Token);
        await using var router = Start("least_outstanding_tokens", first, second);
        using var client = router.CreateClient();
        using var answer = await client.ChatAsync(RouterRequests.ForModel("team/m"));

        using var response = await client.GetAsync($"/v1/requests/{answer.Headers.GetValues("x-request-id").Single()}", Token);

        Assert.Equal(
            "first choice: least outstanding tokens (0, the least of 2 endpoints)",
            JsonElement.Parse(await response.TextAsync()).GetProperty("attempts")[0].GetProperty("reason").GetString());
    }

    private static async Task<string> AskAsync(HttpClient client, string session)
    {
        using var request = RouterRequests.ChatRequest(RouterRequests.ForModel("team/m"));
        request.Headers.Add("x-session-id", session);
        using var response = await client.SendAsync(request, Token);
        return JsonElement.Parse(await response.TextAsync()).GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;
    }

    private static RouterHost Start(string policy, FakeUpstream first, FakeUpstream second) => RouterHost.Start(
        ("Router:Providers:team:Endpoints:0:BaseUrl", first.Address),
        ("Router:Providers:team:Endpoints:0:Weight", "3"),
        ("Router:Providers:team:Endpoints:1:BaseUrl", second.Address),
        ("Router:Providers:team:Endpoints:1:Name", "spare"),
        ("Router:Providers:team:Models:0", "m"),
        ("Router:Providers:team:Balancing", policy),
        ("Router:Forwarding:CoolDown", "00:00:00.05"));
}
