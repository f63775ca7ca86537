using System.Text.Json.Nodes;
using Switchyard.Tests.Common.Upstreams;
using Switchyard.Web.Tests.Support;
using Xunit;

namespace Switchyard.Web.Tests.Clients;

public sealed class RouterAdminClientTests
{
    private const string Key = "an-administrators-key";

    [Theory]
    [InlineData("", false)]
    [InlineData(Key, true)]
    public async Task HasKey_Configuration_Decides(string key, bool expected)
    {
        await using var router = await FakeUpstream.StartAsync(Replies.Json("{}"), TestContext.Current.CancellationToken);

        Assert.Equal(expected, Services.RouterAdmin(router, key).HasKey);
    }

    [Fact]
    public async Task GetSettingsAsync_Question_CarriesKeyAndName()
    {
        await using var router = await FakeUpstream.StartAsync(Replies.Json(AdminSamples.Aliases), TestContext.Current.CancellationToken);

        var reply = await Services.RouterAdmin(router, Key).GetSettingsAsync("aliases", TestContext.Current.CancellationToken);

        Assert.Equal("best", Assert.Single(reply.Value!.Data).Id);
        var request = Assert.Single(router.Requests);
        Assert.Equal(("GET", "/admin/aliases"), (request.Method, request.Path));
        Assert.Equal(($"Bearer {Key}", "local"), (request.Headers["Authorization"], request.Headers["x-switchyard-user"]));
    }

    [Fact]
    public async Task GetRequestAsync_Question_CarriesTheKeyAndTheIdEscaped()
    {
        await using var router = await FakeUpstream.StartAsync(Replies.Json(RequestSamples.FailedOver), TestContext.Current.CancellationToken);

        var reply = await Services.RouterAdmin(router, Key).GetRequestAsync("a/b", TestContext.Current.CancellationToken);

        Assert.Equal("best", reply.Value!.Model);
        var request = Assert.Single(router.Requests);
        Assert.Equal(("/v1/requests/a%2Fb", $"Bearer {Key}"), (request.Path, request.Headers["Authorization"]));
    }

    [Theory]
    [InlineData(null, "If-None-Match", "*")]
    [InlineData(7L, "If-Match", "\"7\"")]
    public async Task SetAsync_Version_GuardsTheChange(long? version, string header, string tag)
    {
        await using var router = await FakeUpstream.StartAsync(Replies.Json(AdminSamples.Alias), TestContext.Current.CancellationToken);

        var reply = await Services.RouterAdmin(router, Key).SetAsync("routes", "team/large", JsonNode.Parse("""{"fallbacks":["local/pocket"]}""")!, version, TestContext.Current.CancellationToken);

        Assert.True(reply.Succeeded);
        var request = Assert.Single(router.Requests);
        Assert.Equal(("PUT", "/admin/routes/team%2Flarge"), (request.Method, request.Path));
        Assert.Equal("""{"fallbacks":["local/pocket"]}""", request.Body);
        Assert.Equal(tag, request.Headers[header]);
    }

    [Fact]
    public async Task SetAsync_Refused_SaysWhatTheRouterSays()
    {
        await using var router = await FakeUpstream.StartAsync(Replies.Error(412, "Somebody changed this since.", "precondition_failed"), TestContext.Current.CancellationToken);

        var reply = await Services.RouterAdmin(router, Key).SetAsync("aliases", "best", JsonValue.Create("team/large"), 3, TestContext.Current.CancellationToken);

        Assert.Equal("Somebody changed this since.", reply.Problem);
    }

    [Fact]
    public async Task RemoveAsync_Setting_IsDeleted()
    {
        await using var router = await FakeUpstream.StartAsync(
            static context =>
            {
                context.Response.StatusCode = 204;
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken);

        var reply = await Services.RouterAdmin(router, Key).RemoveAsync("aliases", "best", 5, TestContext.Current.CancellationToken);

        Assert.True(reply.Succeeded);
        var request = Assert.Single(router.Requests);
        Assert.Equal(("DELETE", "/admin/aliases/best", "\"5\""), (request.Method, request.Path, request.Headers["If-Match"]));
    }

    [Theory]
    [InlineData(true, "POST")]
    [InlineData(false, "DELETE")]
    public async Task DrainAsync_Address_IsTakenOutOrBack(bool isDraining, string method)
    {
        const string Endpoint = """{"name":"east","address":"https://east.example/v1","status":"ready","weight":1,"slow_start_share":1,"active_requests":0,"outstanding_tokens":0,"circuit":"closed","draining":true}""";
        await using var router = await FakeUpstream.StartAsync(Replies.Json(Endpoint), TestContext.Current.CancellationToken);

        var reply = await Services.RouterAdmin(router, Key).DrainAsync("team", "east", isDraining, TestContext.Current.CancellationToken);

        Assert.Equal("east", reply.Value!.Name);
        Assert.Equal((method, "/admin/providers/team/endpoints/east/drain"), (Assert.Single(router.Requests).Method, Assert.Single(router.Requests).Path));
    }
}
