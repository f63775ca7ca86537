using Xunit;

namespace Switchyard.Router.Tests.Administration;

public sealed class AdminAccessTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Routes => new()
    {
        { "GET", "/admin" },
        { "GET", "/admin/changes" },
        { "GET", "/admin/providers" },
        { "GET", "/admin/providers/team" },
        { "PUT", "/admin/providers/team" },
        { "DELETE", "/admin/providers/team" },
        { "GET", "/admin/routes" },
        { "PUT", "/admin/routes/team/large" },
        { "DELETE", "/admin/routes/team/large" },
        { "GET", "/admin/aliases" },
        { "PUT", "/admin/aliases/best" },
        { "DELETE", "/admin/aliases/best" },
        { "GET", "/admin/defaults" },
        { "PUT", "/admin/defaults" },
        { "DELETE", "/admin/defaults" },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Request_WithoutTheKey_IsRefused(string method, string path)
    {
        await using var router = AdminClient.Start();
        using var client = router.CreateClient();
        using var missing = new HttpRequestMessage(new HttpMethod(method), path);
        using var wrong = new HttpRequestMessage(new HttpMethod(method), path) { Headers = { { "x-api-key", AdminClient.Key + "x" } } };

        using var first = await client.SendAsync(missing, Token);
        using var second = await client.SendAsync(wrong, Token);

        await first.AssertErrorAsync(401, "invalid_api_key");
        await second.AssertErrorAsync(401, "invalid_api_key");
    }

    [Theory]
    [InlineData("Authorization", "Bearer " + AdminClient.Key)]
    [InlineData("x-api-key", AdminClient.Key)]
    public async Task Request_WithTheKey_IsServed(string header, string value)
    {
        await using var router = AdminClient.Start();
        using var client = router.CreateClient();
        client.DefaultRequestHeaders.Add(header, value);

        Assert.Equal(
            """{"storage":"memory","status":"ready","detail":"There is no database: changes hold for this router alone, until it ends.","version":0}""",
            await client.GetStringAsync("/admin", Token));
    }

    [Fact]
    public async Task Request_PassedOnByAProxy_ComesFromElsewhere()
    {
        await using var router = AdminClient.Start();
        await using var open = AdminClient.Start(("Router:Admin:AllowRemote", "true"));
        using var client = new AdminClient(router);
        using var allowed = new AdminClient(open);

        using var refused = await client.SendAsync(HttpMethod.Get, "/admin", null, ("X-Forwarded-For", "192.0.2.1"));
        using var served = await allowed.SendAsync(HttpMethod.Get, "/admin", null, ("X-Forwarded-For", "192.0.2.1"));

        await refused.AssertErrorAsync(403, "local_only");
        Assert.True(served.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Router_WithoutAKey_SaysWhyNobodyMayChangeIt()
    {
        await using var router = RouterHost.Start();
        using var client = router.CreateClient();

        using var response = await client.GetAsync("/admin/providers", Token);

        Assert.Contains("Router:Admin:Key", await response.AssertErrorAsync(403, "administration_off"), StringComparison.Ordinal);
    }

    [Fact]
    public void Key_TooShort_StopsTheStart()
    {
        Assert.Contains("Key", RouterHost.StartInVain(("Router:Admin:Key", "short")), StringComparison.Ordinal);
    }
}
