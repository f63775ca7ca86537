using System.Net;
using System.Text.Json;
using Switchyard.Router.Tests.Administration;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Credentials;

public sealed class ProviderHeaderTests
{
    private const string Secret = "hidden-value-of-the-tests";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Headers_OfConfiguration_GoWithEveryRequestAndAreShownNowhere()
    {
        await using var upstream = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Chat("42"), "large"), Token);
        await using var router = AdminClient.Start(
            ("Router:Providers:team:BaseUrl", upstream.Address),
            ("Router:Providers:team:Headers:X-Org", Secret + "-1"),
            ("Router:Providers:team:HeaderVariables:api-key", "TEAM_SECRET"),
            ("TEAM_SECRET", Secret + "-2"));
        using var admin = new AdminClient(router);
        await Deadline.UntilAsync(async () => (await admin.Http.GetStringAsync("/v1/models", Token)).Contains("team/large", StringComparison.Ordinal));

        using var answer = await admin.Http.ChatAsync(RouterRequests.ForModel("team/large"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["GET", "POST"], upstream.Requests.Select(request => request.Method).Distinct());
        Assert.All(upstream.Requests, request => Assert.Equal((Secret + "-1", Secret + "-2"), (request.Headers["X-Org"], request.Headers["api-key"])));
        var settings = (await admin.GetAsync("/admin/providers/team")).GetProperty("value");
        Assert.Equal("""{"X-Org":"***"}""", settings.GetProperty("headers").GetRawText());
        var providers = await admin.Http.GetStringAsync("/providers", Token);
        Assert.Equal("headers", JsonElement.Parse(providers).GetProperty("data")[0].GetProperty("auth").GetString());
        var shown = providers + settings + await admin.GetAsync("/admin/changes") + await admin.Http.GetStringAsync("/v1/requests", Token) + string.Join('\n', router.Logs.Lines);
        Assert.DoesNotContain(Secret, shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HeaderVariables_OfAdministrators_AreSentAndAnUnsetOneIsNamed()
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var router = AdminClient.Start(("TEAM_SECRET", Secret));
        using var admin = new AdminClient(router);

        var stored = await admin.StoreAsync("/admin/providers/team", $$"""{"baseUrl":"{{upstream.Endpoint}}","models":["large"],"headerVariables":{"api-key":"TEAM_SECRET","x-org":"NOT_SET"} }""");
        using var answer = await admin.Http.ChatAsync(RouterRequests.ForModel("team/large"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("NOT_SET is not set where this Router runs.", Assert.Single(stored.GetProperty("warnings").EnumerateArray().ToList()).GetString());
        var sent = Assert.Single(upstream.Completions()).Headers;
        Assert.Equal((Secret, false), (sent["api-key"], sent.ContainsKey("x-org")));
        Assert.DoesNotContain(Secret, stored.GetRawText() + await admin.GetAsync("/admin/changes"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"baseUrl":"http://127.0.0.1:9","headers":{"x-org":"a"}}""", "name the variables that hold them with headerVariables")]
    [InlineData("""{"baseUrl":"http://127.0.0.1:9","headerVariables":{"x-org":"a value"}}""", "must be the name of an environment variable")]
    [InlineData("""{"baseUrl":"http://127.0.0.1:9","apiKey":"sk-1","headerVariables":{"authorization":"A"}}""", "from the provider's key or token")]
    [InlineData("""{"baseUrl":"http://127.0.0.1:9","apiKey":"sk-1","oAuth":{"tokenUrl":"https://a.example","clientId":"a","clientSecretVariable":"A"}}""", "set one of the key and OAuth")]
    public async Task Provider_WithHeadersThatMayNotBe_IsRefused(string body, string message)
    {
        await using var router = AdminClient.Start();
        using var admin = new AdminClient(router);

        using var refused = await admin.PutAsync("/admin/providers/team", body);

        Assert.Contains(message, await refused.AssertErrorAsync(400, "invalid_value", "providers.team"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnthropicBeta_OfTheProvider_StaysBesideTheCallers()
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Json("""{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"42"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}"""), Token);
        await using var router = RouterHost.Start(
            ("Router:Providers:team:BaseUrl", upstream.Address), ("Router:Providers:team:Dialect", "anthropic"), ("Router:Providers:team:Models:0", "m"), ("Router:Providers:team:Headers:anthropic-beta", "ours"));
        using var client = router.CreateClient();
        using var request = RouterRequests.Post("/v1/messages", """{"model":"team/m","max_tokens":9,"messages":[{"role":"user","content":"?"}]}"""u8.ToArray());
        request.Headers.Add("anthropic-beta", "theirs");

        using var answer = await client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("ours", Assert.Single(upstream.Completions()).Headers["anthropic-beta"]);
    }
}
