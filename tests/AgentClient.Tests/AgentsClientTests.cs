using System.Net;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.AgentClient.Tests;

public sealed class AgentsClientTests
{
    private const string Detail = """
        {"id":"a/b","description":"","model":"m","tools":[],"definition":{"id":"a/b"},"yaml":"id: a/b\n","versions":[{"version":2,"source":"api","created_at":"2026-01-01T12:00:00+00:00"}],"version":2}
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "/v1/agents/a%2Fb")]
    [InlineData(3, "/v1/agents/a%2Fb?version=3")]
    public async Task GetAsync_Version_IsInTheQuery(int? version, string path)
    {
        await using var host = await AgentHostFixture.StartAsync(($"GET {path}", Replies.Json(Detail)));

        Assert.Equal("id: a/b\n", (await host.Api.Agents.GetAsync("a/b", version, Token)).Yaml);
    }

    [Fact]
    public async Task ListTemplatesAsync_GivesWhatTheyHave()
    {
        await using var host = await AgentHostFixture.StartAsync(("GET /v1/agents/templates", Replies.Json("""{"data":[{"id":"data","description":"Reads.","definition":{"tools":["category:data"]}}]}""")));

        var template = Assert.Single((await host.Api.Agents.ListTemplatesAsync(Token)).Data);

        Assert.Equal(("data", "category:data"), (template.Id, Assert.Single(template.Definition.Tools!)));
    }

    [Fact]
    public async Task ApplyAsync_Yaml_IsSentAsItIs()
    {
        await using var host = await AgentHostFixture.StartAsync(("PUT /v1/agents/a%2Fb", Replies.Json(Detail)));

        Assert.Equal(2, (await host.Api.Agents.ApplyAsync("a/b", "id: a/b # ours\n", Token)).Version);
        Assert.Equal(("application/yaml", "id: a/b # ours\n"), (host.Only.Headers["Content-Type"].Split(';')[0], host.Only.Body));
    }

    [Fact]
    public async Task ApplyAsync_Mistakes_AreAllThere()
    {
        const string Refusal = """
            {"type":"urn:switchyard:error:invalid_value","title":"invalid_value","status":400,"detail":"Two mistakes.","mistakes":[{"line":2,"column":7,"path":"kind","message":"No such kind."},{"line":0,"path":"","message":"No id."}]}
            """;
        await using var host = await AgentHostFixture.StartAsync(("PUT /v1/agents/x", Replies.Json(Refusal, 400)));

        var refused = await Assert.ThrowsAsync<AgentHostRefusedException>(() => host.Api.Agents.ApplyAsync("x", "kind: nothing", Token));

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_value", "Two mistakes."), (refused.Status, refused.Code, refused.Message));
        Assert.Equal([(2, 7, "kind", "No such kind."), (0, 0, "", "No id.")], refused.Mistakes.Select(static mistake => (mistake.Line, mistake.Column, mistake.Path, mistake.Message)));
    }

    [Theory]
    [InlineData("""{"type":"urn:switchyard:error:invalid_json","title":"invalid_json","status":400,"detail":"No."}""")]
    [InlineData("<html>no</html>")]
    public async Task ApplyAsync_OtherRefusal_HasNoMistakes(string body)
    {
        await using var host = await AgentHostFixture.StartAsync(("PUT /v1/agents/x", Replies.Json(body, 400)));

        Assert.Empty((await Assert.ThrowsAsync<AgentHostRefusedException>(() => host.Api.Agents.ApplyAsync("x", "{", Token))).Mistakes);
    }

    [Fact]
    public void Api_ClientWithoutAddress_SaysWhatToSet()
    {
        using var http = new HttpClient();

        Assert.Contains("BaseAddress", Assert.Throws<ArgumentException>(() => new AgentHostApi(http, TimeProvider.System)).Message, StringComparison.Ordinal);
    }
}
