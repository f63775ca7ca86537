using System.Text.Json;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Administration;

public sealed class DrainEndpointsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Drain_Address_GetsNothingNewUntilItIsTakenBack()
    {
        await using var first = await FakeUpstream.StartAsync(Replies.Chat("1"), Token);
        await using var second = await FakeUpstream.StartAsync(Replies.Chat("2"), Token);
        await using var router = Start(first, second);
        using var admin = new AdminClient(router);

        Assert.True(await SetAsync(admin, HttpMethod.Post));
        await AskAsync(admin, 4);
        Assert.Equal((0, 4), (first.Completions().Count, second.Completions().Count));

        Assert.False(await SetAsync(admin, HttpMethod.Delete));
        await AskAsync(admin, 4);
        Assert.Equal((2, 6), (first.Completions().Count, second.Completions().Count));
    }

    [Theory]
    [InlineData("/admin/providers/team/endpoints/team-9/drain")]
    [InlineData("/admin/providers/nobody/endpoints/team-0/drain")]
    public async Task Drain_UnknownAddress_Is404(string path)
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Chat("1"), Token);
        await using var router = Start(upstream, upstream);
        using var admin = new AdminClient(router);

        using var response = await admin.SendAsync(HttpMethod.Post, path, null);

        await response.AssertErrorAsync(404, "not_found");
    }

    [Fact]
    public async Task Drain_WithoutTheKey_Is401()
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Chat("1"), Token);
        await using var router = Start(upstream, upstream);
        using var client = router.CreateClient();

        using var response = await client.PostAsync("/admin/providers/team/endpoints/team-0/drain", null, Token);

        Assert.Equal(401, (int)response.StatusCode);
    }

    private static async Task<bool> SetAsync(AdminClient admin, HttpMethod method)
    {
        using var response = await admin.SendAsync(method, "/admin/providers/team/endpoints/team-0/drain", null);
        var state = JsonElement.Parse(await response.TextAsync());
        Assert.Equal((200, "team-0"), ((int)response.StatusCode, state.GetProperty("name").GetString()));
        return state.GetProperty("draining").GetBoolean();
    }

    private static async Task AskAsync(AdminClient admin, int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var response = await admin.Http.ChatAsync(RouterRequests.ForModel("team/m"));
            Assert.Equal(200, (int)response.StatusCode);
        }
    }

    private static RouterHost Start(FakeUpstream first, FakeUpstream second) => AdminClient.Start(
        ("Router:Providers:team:Endpoints:0:BaseUrl", first.Address),
        ("Router:Providers:team:Endpoints:1:BaseUrl", second.Address),
        ("Router:Providers:team:Models:0", "m"),
        ("Router:Providers:team:Balancing", "round_robin"));
}
