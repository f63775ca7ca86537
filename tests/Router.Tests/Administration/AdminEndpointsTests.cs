using System.Net;
using System.Text.Json;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Administration;

public sealed class AdminEndpointsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Provider_Added_ServesRequestsAtOnce()
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var router = AdminClient.Start();
        using var admin = new AdminClient(router);

        using var before = await admin.Http.ChatAsync(RouterRequests.ForModel("team/large"));
        var stored = await admin.StoreAsync("/admin/providers/team", $$"""{"BaseUrl":"{{upstream.Endpoint}}","models":["large"],"apiKey":"sk-secret"}""");
        using var after = await admin.Http.ChatAsync(RouterRequests.ForModel("team/large"));

        await before.AssertErrorAsync(404, "model_not_found", "model");
        Assert.Equal($$"""{"baseUrl":"{{upstream.Endpoint}}","models":["large"]}""", stored.GetProperty("value").GetRawText());
        Assert.True(stored.GetProperty("has_api_key").GetBoolean());
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.Equal("Bearer sk-secret", upstream.Requests.Last().Headers["Authorization"]);
        Assert.DoesNotContain("sk-secret", string.Join('\n', router.Logs.Lines), StringComparison.Ordinal);
        Assert.DoesNotContain("sk-secret", (await admin.GetAsync("/admin/providers")).GetRawText() + (await admin.GetAsync("/admin/changes")).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provider_Discovered_ListsItsModelsUntilRemoved()
    {
        await using var upstream = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Chat("42"), "found"), Token);
        await using var router = AdminClient.Start();
        using var admin = new AdminClient(router);

        await admin.StoreAsync("/admin/providers/team", $$"""{"baseUrl":"{{upstream.Endpoint}}"}""");
        await Deadline.UntilAsync(async () => (await admin.Http.GetStringAsync("/v1/models", Token)).Contains("team/found", StringComparison.Ordinal));
        using var removed = await admin.DeleteAsync("/admin/providers/team");

        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal("""{"object":"list","data":[]}""", await admin.Http.GetStringAsync("/v1/models", Token));
    }

    [Fact]
    public async Task Provider_OfConfiguration_IsReplacedAndComesBack()
    {
        await using var first = await FakeUpstream.StartAsync(Replies.Chat("1"), Token);
        await using var second = await FakeUpstream.StartAsync(Replies.Chat("2"), Token);
        await using var router = AdminClient.Start(("Router:Providers:team:BaseUrl", first.Address), ("Router:Providers:team:Models:0", "large"));
        using var admin = new AdminClient(router);

        Assert.Equal("configuration", (await admin.GetAsync("/admin/providers/team")).GetProperty("source").GetString());
        using var kept = await admin.DeleteAsync("/admin/providers/team");
        await admin.StoreAsync("/admin/providers/team", $$"""{"baseUrl":"{{second.Address}}","models":["large"]}""");
        using var replaced = await admin.Http.ChatAsync(RouterRequests.ForModel("team/large"));
        await admin.StoreAsync("/admin/providers/team", """{"enabled":false}""");
        using var off = await admin.Http.ChatAsync(RouterRequests.ForModel("team/large"));
        using var removed = await admin.DeleteAsync("/admin/providers/team");
        using var back = await admin.Http.ChatAsync(RouterRequests.ForModel("team/large"));

        await kept.AssertErrorAsync(409, "conflict");
        await off.AssertErrorAsync(404, "model_not_found", "model");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (replaced.StatusCode, back.StatusCode));
        Assert.Equal((1, 1), (first.Completions().Count, second.Completions().Count));
    }

    [Fact]
    public async Task Alias_ToAnUnknownModel_IsStoredWithAWarning()
    {
        await using var router = AdminClient.Start();
        using var admin = new AdminClient(router);

        var stored = await admin.StoreAsync("/admin/aliases/best:latest", "\"team/large\"");

        Assert.Equal("'team/large' names no model that is known now.", Assert.Single(stored.GetProperty("warnings").EnumerateArray().ToList()).GetString());
        Assert.Equal("best:latest", (await admin.GetAsync("/admin/aliases")).GetProperty("data")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Defaults_Stored_NameTheModelOfARequestWithout()
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var router = AdminClient.Start(("Router:Providers:team:BaseUrl", upstream.Address), ("Router:Providers:team:Models:0", "small"), ("Router:Providers:team:Models:1", "large"));
        using var admin = new AdminClient(router);

        await admin.StoreAsync("/admin/defaults", """{"defaultModel":"team/large"}""");
        using var answer = await admin.Http.ChatAsync(RouterRequests.Question);

        Assert.Equal("large", JsonElement.Parse(upstream.Requests.Last().Body).GetProperty("model").GetString());
    }

    [Fact]
    public async Task Route_Stored_FallsBack()
    {
        await using var broken = await FakeUpstream.StartAsync(Replies.Error(500, "Down.", "down"), Token);
        await using var spare = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var router = AdminClient.Start(
            ("Router:Providers:a:BaseUrl", broken.Address), ("Router:Providers:a:Models:0", "m:4b"), ("Router:Providers:b:BaseUrl", spare.Address), ("Router:Providers:b:Models:0", "m"));
        using var admin = new AdminClient(router);

        await admin.StoreAsync("/admin/routes/a%2Fm:4b", """{"fallbacks":["b/m"]}""");
        using var answer = await admin.Http.ChatAsync(RouterRequests.ForModel("a/m:4b"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("providers/Team", """{"baseUrl":"http://127.0.0.1:9"}""", "the id 'Team' may hold lower-case letters, digits and dashes only")]
    [InlineData("providers/team", "{}", "set exactly one of BaseUrl, Endpoints and Service")]
    [InlineData("providers/team", """{"baseUrl":"ftp://x"}""", "must be an absolute http or https address")]
    [InlineData("providers/team", """{"baseUrl":7}""", "this cannot be a number")]
    [InlineData("providers/team", """{"baseUrl":"http://127.0.0.1:9","models":"large"}""", "this cannot be a string")]
    [InlineData("providers/team", """{"baseUrl":"http://127.0.0.1:9","BASEURL":"http://127.0.0.1:9"}""", "this is there twice")]
    [InlineData("providers/team", """{"baseUrl":"http://127.0.0.1:9","colour":"red"}""", "'colour' is no setting; there are name, baseUrl")]
    [InlineData("providers/team", """{"baseUrl":"http://127.0.0.1:9","apiKeyVariable":"sk-123"}""", "never the key itself")]
    [InlineData("providers/team", """{"baseUrl":"http://127.0.0.1:9","apiKeyVariable":"TEAM_KEY","apiKey":"sk"}""", "set one of apiKey and apiKeyVariable")]
    [InlineData("providers/team", """{"baseUrl":"http://127.0.0.1:9","apiKey":"line\nbreak"}""", "printable ASCII")]
    [InlineData("providers/team", """{"baseUrl":"http://127.0.0.1:9","enabled":"perhaps"}""", "Enabled")]
    [InlineData("routes/a/b", """{"fallbacks":["a/b"]}""", "'a/b' cannot be its own fallback")]
    [InlineData("routes/a/b", "{}", "name at least one model to try after 'a/b'")]
    [InlineData("routes/a/b", """{"model":"c/d","fallbacks":["x/y"]}""", "the path names the model")]
    [InlineData("aliases/best", "\" \"", "the alias needs a model string")]
    [InlineData("aliases/best", """{"model":"a/b"}""", "as a JSON string")]
    [InlineData("aliases/best", "\"best\"", "is an alias itself")]
    [InlineData("aliases/be%20st", "\"a/b\"", "printable ASCII characters without spaces")]
    [InlineData("defaults", """{"model":"a/b"}""", "'model' is no setting; there are defaultModel, defaultEmbeddingModel")]
    [InlineData("defaults", """{"defaultModel":["a/b"]}""", "this cannot be an array")]
    public async Task Put_BadSetting_IsRefusedAndChangesNothing(string path, string body, string message)
    {
        await using var router = AdminClient.Start();
        using var admin = new AdminClient(router);

        using var response = await admin.PutAsync("/admin/" + path, body);

        var text = await response.TextAsync();
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(message, JsonElement.Parse(text).GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, (await admin.GetAsync("/admin")).GetProperty("version").GetInt64());
        Assert.DoesNotContain("sk-123", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT", "/admin/providers/team", "[1", 400, "invalid_json")]
    [InlineData("PUT", "/admin/providers/team", "null", 400, "invalid_json")]
    [InlineData("PUT", "/admin/providers/team", "[]", 400, "invalid_json")]
    [InlineData("PUT", "/admin/routes/a/b", "\"x\"", 400, "invalid_json")]
    [InlineData("PUT", "/admin/defaults", "7", 400, "invalid_json")]
    [InlineData("PUT", "/admin/defaults", "", 400, "invalid_json")]
    [InlineData("PUT", "/admin/providers", "{}", 400, "invalid_value")]
    [InlineData("GET", "/admin/providers/none", null, 404, "not_found")]
    [InlineData("GET", "/admin/routes/none", null, 404, "not_found")]
    [InlineData("GET", "/admin/aliases/none", null, 404, "not_found")]
    [InlineData("DELETE", "/admin/providers/none", null, 404, "not_found")]
    [InlineData("DELETE", "/admin/aliases/none", null, 404, "not_found")]
    [InlineData("DELETE", "/admin/defaults", null, 404, "not_found")]
    [InlineData("GET", "/admin/changes?limit=0", null, 400, "invalid_value")]
    [InlineData("GET", "/admin/changes?before=x", null, 400, "invalid_value")]
    [InlineData("GET", "/admin/nothing", null, 404, "not_found")]
    public async Task Request_ThatMakesNoSense_IsRefused(string method, string path, string? body, int status, string code)
    {
        await using var router = AdminClient.Start();
        using var admin = new AdminClient(router);

        using var response = await admin.SendAsync(new HttpMethod(method), path, body);

        var error = JsonElement.Parse(await response.TextAsync()).GetProperty("error");
        Assert.Equal((status, code), ((int)response.StatusCode, error.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Put_WithAnOldVersion_IsRefused()
    {
        await using var router = AdminClient.Start();
        using var admin = new AdminClient(router);

        using var first = await admin.PutAsync("/admin/aliases/best", "\"a/1\"", ("If-None-Match", "*"));
        using var again = await admin.PutAsync("/admin/aliases/best", "\"a/2\"", ("If-None-Match", "*"));
        using var second = await admin.PutAsync("/admin/aliases/best", "\"a/2\"", ("If-Match", first.Headers.ETag!.Tag));
        using var stale = await admin.PutAsync("/admin/aliases/best", "\"a/3\"", ("If-Match", first.Headers.ETag.Tag));
        using var staleRemoval = await admin.DeleteAsync("/admin/aliases/best", ("If-Match", first.Headers.ETag.Tag));
        using var nonsense = await admin.PutAsync("/admin/aliases/best", "\"a/3\"", ("If-Match", "1"));

        Assert.Equal(("\"1\"", "\"2\""), (first.Headers.ETag.Tag, second.Headers.ETag!.Tag));
        await again.AssertErrorAsync(412, "precondition_failed");
        await stale.AssertErrorAsync(412, "precondition_failed");
        await staleRemoval.AssertErrorAsync(412, "precondition_failed");
        await nonsense.AssertErrorAsync(400, "invalid_value", "If-Match");
        Assert.Equal("a/2", (await admin.GetAsync("/admin/aliases/best")).GetProperty("value").GetString());
    }

    [Fact]
    public async Task Changes_SayWhoDidWhat_TheNewestFirst()
    {
        await using var router = AdminClient.Start();
        using var admin = new AdminClient(router);

        using var set = await admin.PutAsync("/admin/aliases/best", "\"a/1\"", ("x-switchyard-user", "Ada"));
        using var removed = await admin.DeleteAsync("/admin/aliases/best");
        var changes = (await admin.GetAsync("/admin/changes")).GetProperty("data").EnumerateArray().ToList();
        var older = (await admin.GetAsync("/admin/changes?before=2&limit=1")).GetProperty("data").EnumerateArray().ToList();

        Assert.Equal([(2, "removed", "admin"), (1, "set", "Ada")], changes.Select(change => (change.GetProperty("version").GetInt32(), change.GetProperty("action").GetString(), change.GetProperty("changed_by").GetString())));
        Assert.Equal(("aliases", "best", "a/1"), (older[0].GetProperty("kind").GetString(), older[0].GetProperty("id").GetString(), older[0].GetProperty("value").GetString()));
    }

    [Fact]
    public async Task Key_StaysWithTheAddressAndGoesWithAnother()
    {
        await using var router = AdminClient.Start();
        using var admin = new AdminClient(router);

        var first = await admin.StoreAsync("/admin/providers/team", """{"baseUrl":"http://127.0.0.1:9","models":["a"],"apiKey":"sk"}""");
        var same = await admin.StoreAsync("/admin/providers/team", """{"baseUrl":"http://127.0.0.1:9","models":["b"]}""");
        var moved = await admin.StoreAsync("/admin/providers/team", """{"baseUrl":"http://127.0.0.1:10","models":["b"]}""");

        Assert.Equal([true, true, false], new[] { first, same, moved }.Select(setting => setting.GetProperty("has_api_key").GetBoolean()));
    }

    [Fact]
    public async Task Change_OfAnotherProvider_LeavesACircuitOpen()
    {
        await using var broken = await FakeUpstream.StartAsync(Replies.Error(500, "Down.", "down"), Token);
        await using var router = AdminClient.Start(
            ("Router:Providers:a:BaseUrl", broken.Address), ("Router:Providers:a:Models:0", "m"), ("Router:Breaker:Failures", "1"), ("Router:Breaker:Break", "00:10:00"), ("Router:Breaker:MaxBreak", "00:10:00"));
        using var admin = new AdminClient(router);
        using var failed = await admin.Http.ChatAsync(RouterRequests.ForModel("a/m"));
        Assert.Single(broken.Completions());

        await admin.StoreAsync("/admin/providers/b", """{"baseUrl":"http://127.0.0.1:9","models":["m"]}""");
        using var left = await admin.Http.ChatAsync(RouterRequests.ForModel("a/m"));
        await admin.StoreAsync("/admin/providers/a", $$"""{"baseUrl":"{{broken.Address}}","models":["m","n"]}""");
        using var leftToo = await admin.Http.ChatAsync(RouterRequests.ForModel("a/m"));

        Assert.Single(broken.Completions());
    }
}
