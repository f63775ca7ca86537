using Switchyard.Agents.Tools.Web;
using Switchyard.Agents.Tools.Web.Robots;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.Agents.Tools.Tests.Web;

public sealed class RobotsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("User-agent: *\nDisallow: /private", "/private/a", false)]
    [InlineData("User-agent: *\nDisallow: /private", "/public", true)]
    [InlineData("User-agent: *\nDisallow: /\nAllow: /open", "/open/a", true)]
    [InlineData("User-agent: *\nDisallow: /a\nAllow: /a", "/a", true)]
    [InlineData("User-agent: *\nDisallow:", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", false)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x", true)]
    [InlineData("User-agent: *\nDisallow: /*?q=", "/find?q=1", false)]
    [InlineData("User-agent: *\nDisallow: /\n\nUser-agent: switchyardagent\nDisallow: /x", "/a", true)]
    [InlineData("User-agent: other\nUser-agent: SwitchyardAgent # we\nDisallow: /x", "/x", false)]
    [InlineData("User-agent: other\nDisallow: /", "/a", true)]
    [InlineData("Disallow: /", "/a", true)]
    [InlineData("nonsense\n:::\nUser-agent *", "/a", true)]
    public void Rules_OfAFile_DecideByTheLongestPattern(string text, string path, bool allows) => Assert.Equal(allows, RobotsRules.Read(text, "SwitchyardAgent").Allows(path));

    [Fact]
    public void Rule_ManyStarsAgainstALongPath_ComesToAnEnd() =>
        Assert.False(new RobotsRule("/" + string.Concat(Enumerable.Repeat("*a", 500)) + "b$", false).Matches("/" + new string('a', 4_000)));

    [Fact]
    public async Task Read_OfAForbiddenPage_NeverAsksForIt()
    {
        await using var server = await FakeUpstream.StartAsync(Robots("User-agent: *\nDisallow: /private", 200), Token);
        using var client = WebClients.Local();

        var refused = await Tools.RunAsync(new FetchUrlTool(WebClients.Reader(client)), new { url = server.Address + "/private/a" });

        Assert.Equal("Error: 127.0.0.1 does not let programs read this page (robots.txt)", refused);
        Assert.Equal(["/robots.txt"], server.Requests.Select(request => request.Path));
        Assert.Equal("SwitchyardAgent/1.0", server.Requests.Single().Headers["User-Agent"]);
    }

    [Fact]
    public async Task Read_RedirectedToAForbiddenPage_NeverAsksForIt()
    {
        await using var server = await FakeUpstream.StartAsync(
            context =>
            {
                if (context.Request.Path != "/go")
                {
                    return Robots("User-agent: *\nDisallow: /private", 200)(context);
                }

                context.Response.StatusCode = 302;
                context.Response.Headers.Location = "/private/a";
                return Task.CompletedTask;
            },
            Token);
        using var client = WebClients.Local();

        Assert.StartsWith("Error: 127.0.0.1 does not let", await Tools.RunAsync(new FetchUrlTool(WebClients.Reader(client)), new { url = server.Address + "/go" }));
        Assert.Equal(["/robots.txt", "/go"], server.Requests.Select(request => request.Path));
    }

    [Theory]
    [InlineData(404, true)]
    [InlineData(403, true)]
    [InlineData(500, false)]
    [InlineData(503, false)]
    public async Task Read_WhereThereAreNoRules_DependsOnWhy(int status, bool allows)
    {
        await using var server = await FakeUpstream.StartAsync(Robots("", status), Token);
        using var client = WebClients.Local();

        Assert.Equal(allows, !(await Tools.RunAsync(new FetchUrlTool(WebClients.Reader(client)), new { url = server.Address + "/a" })).StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rules_OfAHost_AreReadOncePerLifetime()
    {
        var time = new ManualTimeProvider();
        await using var server = await FakeUpstream.StartAsync(Robots("", 200), Token);
        using var client = WebClients.Local();
        var reader = WebClients.Reader(client, time: time);

        await reader.ReadPageAsync(server.Address + "/a", Token);
        await reader.ReadPageAsync(server.Address + "/b", Token);
        time.Advance(TimeSpan.FromHours(2));
        await reader.ReadPageAsync(server.Address + "/c", Token);

        Assert.Equal(["/robots.txt", "/a", "/b", "/robots.txt", "/c"], server.Requests.Select(request => request.Path));
    }

    private static Microsoft.AspNetCore.Http.RequestDelegate Robots(string text, int status) =>
        context => context.Request.Path == "/robots.txt" ? Replies.Body("text/plain", text, status)(context) : Replies.Body("text/plain", "page")(context);
}
