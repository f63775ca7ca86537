using System.Text.Json;
using Switchyard.MockUpstream;
using Switchyard.MockUpstream.Scenarios;
using Switchyard.Router.Tests.Administration;
using Xunit;

namespace Switchyard.Router.Tests.Strategies;

public sealed class RouteNamesTests
{
    private static readonly Scenario[] s_two = [new Scenario { Text = "one" }, new Scenario { Text = "two" }];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Weighted_SameUser_StaysAndTheTraceSaysWhy()
    {
        await using var host = await StrategyHost.StartAsync(s_two, Canary("new"));

        List<string> answers = [];
        for (var user = 0; user < 40; user++)
        {
            var body = $$"""{"model":"new","user":"user-{{user}}","messages":[{"role":"user","content":"Hello"}]}""";
            using var first = await host.AskAsync(null, null, body);
            using var second = await host.AskAsync(null, null, body);
            answers.Add(await TextAsync(first));
            Assert.Equal(answers[^1], await TextAsync(second));

            var attempt = Assert.Single((await host.TraceAsync(first)).Attempts);
            Assert.Equal((answers[^1] + "/m", $"canary: {(answers[^1] == "one" ? 60 : 40)} of 100 by weight; session, by user"), (attempt.Model, attempt.Reason));
        }

        Assert.Equal(["one", "two"], answers.Distinct().Order(StringComparer.Ordinal));
        Assert.Contains("switchyard_router_draws", await host.Client.GetStringAsync("/metrics", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weighted_DrawnModelFails_TheOtherAnswers()
    {
        await using var host = await StrategyHost.StartAsync([Scenario.Of(new Fault(FaultKind.Status) { Status = 500 }), s_two[1]], [.. Canary("new"), ("Router:Routes:new:Models:1:Weight", "0")]);

        using var response = await host.AskAsync(null, null, Question("new"));

        Assert.Equal("two", await TextAsync(response));
        Assert.Equal(["canary: 60 of 60 by weight", "fallback, since those before failed"], (await host.TraceAsync(response)).Attempts.Select(attempt => attempt.Reason));
    }

    [Theory]
    [InlineData("weighted")]
    [InlineData("race")]
    [InlineData("fallback")]
    public async Task Route_OfARealModelWithItSwitchedOff_AsksTheOther(string strategy)
    {
        await using var host = await StrategyHost.StartAsync(s_two, [.. Canary("one/m"), ("Router:Routes:one/m:Strategy", strategy), ("Router:Routes:one/m:Models:0:Enabled", "false")]);

        using var response = await host.AskAsync(null, null, Question("one/m"));

        Assert.Equal("two", await TextAsync(response));
        Assert.Empty(host.Upstreams[0].Requests);
    }

    [Theory]
    [InlineData("two/m", "two")]
    [InlineData("team/m", "one")]
    [InlineData("team/two/m", "two")]
    [InlineData("best", "two")]
    [InlineData("m", "two")]
    [InlineData("smart/m", "one")]
    public async Task Name_WithStarsAndDefaults_LeadsToItsModel(string name, string expected)
    {
        await using var host = await StrategyHost.StartAsync(
            s_two,
            ("Router:Aliases:team/*", "one/*"), ("Router:Aliases:team/two/*", "two/*"), ("Router:Aliases:best", "picked/m"), ("Router:DefaultProvider", "two"),
            ("Router:Routes:picked/*:Strategy", "fallback"), ("Router:Routes:picked/*:Models:0:Model", "two/*"),
            ("Router:Routes:smart/*:Strategy", "fallback"), ("Router:Routes:smart/*:Models:0:Model", "none/*"), ("Router:Routes:smart/*:Models:1:Model", "one/*"));

        using var response = await host.AskAsync(null, null, Question(name));

        Assert.Equal(expected, await TextAsync(response));
    }

    [Fact]
    public async Task Fallbacks_WithStars_CarryTheNameOver()
    {
        await using var host = await StrategyHost.StartAsync([Scenario.Of(new Fault(FaultKind.Status) { Status = 500 }), s_two[1]], ("Router:Routes:one/*:Fallbacks:0", "two/*"));

        using var response = await host.AskAsync(null, null, Question("one/m"));

        Assert.Equal("two", await TextAsync(response));
    }

    [Fact]
    public async Task Admin_ChangedRoutesAndAliases_HoldAtOnce()
    {
        await using var one = await StartAsync("one");
        await using var two = await StartAsync("two");
        await using var router = AdminClient.Start(("Router:Providers:one:BaseUrl", one.Address + "/v1"), ("Router:Providers:one:Models:0", "m"), ("Router:Providers:two:BaseUrl", two.Address + "/v1"), ("Router:Providers:two:Models:0", "m"));
        using var admin = new AdminClient(router);
        List<string> answers = [];

        foreach (var (first, second) in new[] { (true, false), (false, true) })
        {
            await admin.StoreAsync("/admin/routes/new%2F*", JsonSerializer.Serialize(new { strategy = "weighted", models = new[] { new { model = "one/*", enabled = first }, new { model = "two/*", enabled = second } } }));
            answers.Add(await AskAsync(admin, "new/m"));
        }

        await admin.StoreAsync("/admin/aliases/team%2F*", "\"two/*\"");
        await admin.StoreAsync("/admin/defaults", """{"defaultProvider":"one"}""");
        answers.AddRange([await AskAsync(admin, "team/m"), await AskAsync(admin, "m")]);

        Assert.Equal(["one", "two", "two", "one"], answers);
    }

    [Theory]
    [InlineData("routes/a", """{"strategy":"weighted","models":[{"model":"a/b"}]}""", "Router:Routes:a:Models: the strategy 'weighted' needs at least two models")]
    [InlineData("routes/a", """{"strategy":"weighted","models":[{"model":"a/b","weight":-1},{"model":"c/d"}]}""", "Router:Routes:a:Models:0:Weight: -1 must be from 0 to 1000")]
    [InlineData("routes/a", """{"strategy":"weighted","models":[{"model":"a/b","weight":0},{"model":"c/d","enabled":false}]}""", "at least one model must be enabled and have a weight")]
    [InlineData("routes/a", """{"strategy":"race","models":[{"model":"a/b"},{"model":"a/b"}]}""", "Router:Routes:a:Models:1:Model: 'a/b' is there twice")]
    [InlineData("routes/a", """{"strategy":"race","models":[{"model":"a/b","share":3},{"model":"c/d"}]}""", "Router:Routes:a:Models:0: 'share' is no setting; there are model, weight, description, enabled")]
    [InlineData("routes/a", """{"strategy":"race","models":["a/b","c/d"]}""", "Router:Routes:a:Models:0: this must be an object")]
    [InlineData("routes/a", """{"fallbacks":["b/*"]}""", "the '*' of 'b/*' stands for nothing, since 'a' does not end with one")]
    [InlineData("routes/*%2Fa", """{"fallbacks":["b/c"]}""", "'*/a' may have one '*', at its end")]
    [InlineData("aliases/a%2F*", "\"*/b\"", "Router:Aliases:a/*: '*/b' may have one '*', at its end")]
    [InlineData("defaults", """{"defaultProvider":"My Provider"}""", "'My Provider' is no provider's id")]
    public async Task Admin_BadRoute_IsRefusedWithThePlace(string path, string body, string message)
    {
        await using var router = AdminClient.Start();
        using var admin = new AdminClient(router);

        using var response = await admin.PutAsync("/admin/" + path, body);

        var error = JsonElement.Parse(await response.Content.ReadAsStringAsync(Token)).GetProperty("error").GetProperty("message").GetString();
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    private static (string Key, string? Value)[] Canary(string route) =>
    [
        ($"Router:Routes:{route}:Strategy", "weighted"),
        ($"Router:Routes:{route}:Models:0:Model", "one/m"), ($"Router:Routes:{route}:Models:0:Weight", "60"),
        ($"Router:Routes:{route}:Models:1:Model", "two/m"), ($"Router:Routes:{route}:Models:1:Weight", "40"),
    ];

    private static string Question(string model) => $$"""{"model":"{{model}}","messages":[{"role":"user","content":"Hello"}]}""";

    private static async Task<string> TextAsync(HttpResponseMessage response) => StrategyHost.Text(await response.Content.ReadAsStringAsync(Token));

    private static async Task<MockServer> StartAsync(string text)
    {
        var upstream = await MockServer.StartAsync(new MockServerOptions(), Token);
        upstream.Put("m", new Scenario { Text = text });
        return upstream;
    }

    private static async Task<string> AskAsync(AdminClient admin, string model)
    {
        using var response = await admin.SendAsync(HttpMethod.Post, "/v1/chat/completions", Question(model));
        return await TextAsync(response);
    }
}
