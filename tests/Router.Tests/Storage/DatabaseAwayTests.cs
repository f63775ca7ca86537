using System.Net;
using System.Text.Json;
using Switchyard.Router.Tests.Administration;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Storage;

/// <summary>What holds while the database is away: the last settings, or configuration's.</summary>
public sealed class DatabaseAwayTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Database_KilledAndStartedAgain_IsFollowedAgain()
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var before = Start();
        using var admin = new AdminClient(before);
        await admin.StoreAsync("/admin/providers/team", $$"""{"baseUrl":"{{upstream.Endpoint}}","models":["large"]}""");

        await postgres.Server.KillAsync();
        await Deadline.UntilAsync(async () => await HealthAsync(admin) == "Degraded");
        using var answer = await admin.Http.ChatAsync(RouterRequests.ForModel("team/large"));
        using var refused = await admin.PutAsync("/admin/aliases/best", "\"team/large\"");
        using var changes = await admin.SendAsync(HttpMethod.Get, "/admin/changes", null);
        await using var late = Start();
        using var other = new AdminClient(late);
        using var unknown = await other.Http.ChatAsync(RouterRequests.ForModel("team/large"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await refused.AssertErrorAsync(503, "service_unavailable");
        await changes.AssertErrorAsync(503, "service_unavailable");
        Assert.Equal(("degraded", "Degraded"), ((await other.GetAsync("/admin")).GetProperty("status").GetString(), await HealthAsync(other)));
        await unknown.AssertErrorAsync(404, "model_not_found", "model");

        await postgres.Server.StartAgainAsync(Token);
        await Deadline.UntilAsync(async () => await HealthAsync(admin) == "Healthy" && await HealthAsync(other) == "Healthy");
        await admin.StoreAsync("/admin/aliases/best", "\"team/large\"");
        await Deadline.UntilAsync(async () => (await other.Http.ChatAsync(RouterRequests.ForModel("best"))).IsSuccessStatusCode);
    }

    private RouterHost Start() => AdminClient.Start(("ConnectionStrings:switchyard", postgres.Server.ConnectionString));

    private static async Task<string?> HealthAsync(AdminClient client)
    {
        using var response = await client.Http.GetAsync("/health", Token);
        return JsonElement.Parse(await response.TextAsync()).GetProperty("status").GetString();
    }
}
