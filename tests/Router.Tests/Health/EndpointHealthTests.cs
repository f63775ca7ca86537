using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Switchyard.Router.Model;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Health;

/// <summary>What a running router does with endpoints that fail, are drained or cannot load a model, and how it shows that.</summary>
public sealed class EndpointHealthTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chat_ModelFailedOnItsOnlyNode_Is503AndListed()
    {
        await using var node = await FakeUpstream.StartAsync(Listing("""{"id":"pocket","state":"loaded"},{"id":"broken","state":"failed"}"""), Token);
        await using var router = RouterHost.StartWithNodes(node.Address);
        using var client = router.CreateClient();
        using var warmUp = await client.ChatAsync(RouterRequests.Question);

        using var response = await client.ChatAsync(RouterRequests.ForModel("broken"));
        using var listed = await client.GetAsync("/v1/models/local/broken", Token);

        Assert.Contains("'local/broken'", await response.AssertErrorAsync(503, "service_unavailable"), StringComparison.Ordinal);
        Assert.Equal("failed", JsonElement.Parse(await listed.TextAsync()).GetProperty("state").GetString());
        Assert.Single(node.Completions());
    }

    [Fact]
    public async Task Chat_EndpointIsDrained_GetsNothingNewAndEndsWhatItHas()
    {
        var (begun, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var first = await FakeUpstream.StartAsync(HoldUntil(begun, release), Token);
        await using var second = await FakeUpstream.StartAsync(Replies.Chat("2"), Token);
        await using var router = Start(first, second);
        using var client = router.CreateClient();
        var running = client.ChatAsync(RouterRequests.ForModel("ward/m"));
        await begun.Task.WaitAsync(Token);
        Assert.Equal((1, true), ((await EndpointAsync(client, 0)).GetProperty("active_requests").GetInt32(), (await EndpointAsync(client, 0)).GetProperty("outstanding_tokens").GetInt64() > 100));

        Endpoint(router, 0).Health.IsDraining = true;
        for (var i = 0; i < 4; i++)
        {
            using var response = await client.ChatAsync(RouterRequests.ForModel("ward/m"));
            Assert.Equal(200, (int)response.StatusCode);
        }

        release.SetResult();
        using var ended = await running;
        Assert.Equal((200, 1, 4), ((int)ended.StatusCode, first.Completions().Count, second.Completions().Count));
        Assert.True((await EndpointAsync(client, 0)).GetProperty("draining").GetBoolean());

        Endpoint(router, 1).Health.IsDraining = true;
        using var refused = await client.ChatAsync(RouterRequests.ForModel("ward/m"));
        await refused.AssertErrorAsync(503, "service_unavailable");
    }

    [Fact]
    public async Task Chat_EndpointFailsAgainAndAgain_IsEjectedAndShown()
    {
        await using var first = await FakeUpstream.StartAsync(Replies.Error(500, "Broken.", "broken"), Token);
        await using var second = await FakeUpstream.StartAsync(Replies.Chat("2"), Token);
        await using var router = Start(first, second);
        using var client = router.CreateClient();

        for (var i = 0; i < 20; i++)
        {
            using var response = await client.ChatAsync(RouterRequests.ForModel("ward/m"));
            Assert.Equal(200, (int)response.StatusCode);
        }

        // Every second request met it first, until it was ejected.
        Assert.Equal(3, first.Completions().Count);
        var shown = await EndpointAsync(client, 0);
        Assert.Equal(("ward-0", "closed", 3, false), (shown.GetProperty("name").GetString(), shown.GetProperty("circuit").GetString(), shown.GetProperty("weight").GetInt32(), shown.GetProperty("draining").GetBoolean()));
        Assert.True(shown.GetProperty("ejected_until").GetDateTimeOffset() > DateTimeOffset.UtcNow);
        Assert.False((await EndpointAsync(client, 1)).TryGetProperty("ejected_until", out _));

        using var metrics = await client.GetAsync("/metrics", Token);
        var lines = (await metrics.TextAsync()).Split('\n');
        Assert.Equal(["0", "1"], lines.Where(line => line.StartsWith("switchyard_router_endpoint_weight", StringComparison.Ordinal) && line.Contains("provider=\"ward\"", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]).Order());
    }

    private static RequestDelegate HoldUntil(TaskCompletionSource begun, TaskCompletionSource release) => async context =>
    {
        begun.SetResult();
        await release.Task;
        await Replies.Chat("1")(context);
    };

    private static RequestDelegate Listing(string models) => context => context.Request.Path.Value is "/v1/models"
        ? Replies.Json($$"""{"object":"list","data":[{{models}}]}""")(context)
        : Replies.Chat("1")(context);

    private static UpstreamEndpoint Endpoint(RouterHost router, int index) => router.Services.GetRequiredService<ModelRegistry>().ById["ward"].Endpoints[index];

    private static async Task<JsonElement> EndpointAsync(HttpClient client, int index)
    {
        using var response = await client.GetAsync("/providers", Token);
        return JsonElement.Parse(await response.TextAsync()).GetProperty("data").EnumerateArray().Single(provider => provider.GetProperty("id").GetString() == "ward").GetProperty("endpoint_states")[index];
    }

    private static RouterHost Start(FakeUpstream first, FakeUpstream second) => RouterHost.Start(
        ("Router:Providers:ward:Endpoints:0:BaseUrl", first.Address),
        ("Router:Providers:ward:Endpoints:0:Weight", "3"),
        ("Router:Providers:ward:Endpoints:1:BaseUrl", second.Address),
        ("Router:Providers:ward:Models:0", "m"),
        ("Router:Providers:ward:Balancing", "weighted"),
        ("Router:Health:ConsecutiveFailures", "3"),
        ("Router:Forwarding:CoolDown", "00:00:00"));
}
