using Switchyard.Agents.Tools.Search;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.Agents.Tools.Tests.Search;

/// <summary>Searching by way of a SearXNG, whose form of answers is its documentation's.</summary>
public sealed class SearxngSearchTests
{
    private const string Answer = """
        {"query":"solar","number_of_results":0,"results":[
          {"url":"https://a.example/1","title":"One","content":" The sun. ","engine":"duckduckgo","score":2.5},
          {"title":"Without an address","content":"x"},
          {"url":"https://b.example/2","title":"Two","content":null},
          {"url":"https://c.example/3","title":"Three"}],"answers":[],"suggestions":[]}
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Search_Words_GivesTheHitsInOrder()
    {
        await using var server = await FakeUpstream.StartAsync(Replies.Json(Answer), Token);
        using var search = Search(server.Address + "/search");

        var hits = await search.SearchAsync("solar & wind", 2, Token);

        Assert.Equal([new("One", "https://a.example/1", "The sun."), new("Two", "https://b.example/2", "")], hits);
        Assert.Equal("/search?q=solar%20%26%20wind&format=json", server.Requests.Single().Path);
    }

    [Fact]
    public async Task Search_AddressWithAQueryAndAKey_SendsBoth()
    {
        await using var server = await FakeUpstream.StartAsync(Replies.Json(Answer), Token);
        using var search = new SearxngSearch(new SearxngOptions { Address = new Uri(server.Address + "/search?safesearch=2"), KeyHeader = "X-Key", Key = "secret" }, TimeProvider.System);

        await search.SearchAsync("solar", 3, Token);

        Assert.Equal(("/search?safesearch=2&q=solar&format=json", "secret"), (server.Requests.Single().Path, server.Requests.Single().Headers["X-Key"]));
    }

    [Fact]
    public async Task Search_LongTexts_AreCut()
    {
        await using var server = await FakeUpstream.StartAsync(Replies.Json($$$"""{"results":[{"url":"https://a.example","title":"t","content":"{{{new string('x', 5_000)}}}"}]}"""), Token);
        using var search = Search(server.Address);

        Assert.Equal(1_000, Assert.Single(await search.SearchAsync("x", 3, Token)).Snippet.Length);
    }

    [Theory]
    [InlineData("<html>", 200)]
    [InlineData("{}", 200)]
    [InlineData("""{"results":{}}""", 200)]
    [InlineData("Forbidden", 403)]
    public async Task Search_AnswerThatIsNone_IsAFailureOfTheService(string answer, int status)
    {
        await using var server = await FakeUpstream.StartAsync(Replies.Json(answer, status), Token);
        using var search = Search(server.Address);

        await Assert.ThrowsAsync<HttpRequestException>(() => search.SearchAsync("x", 3, Token));
    }

    [Fact]
    public async Task Search_Redirect_IsNotFollowed()
    {
        await using var server = await FakeUpstream.StartAsync(
            context =>
            {
                context.Response.Redirect("/elsewhere");
                return Task.CompletedTask;
            },
            Token);
        using var search = Search(server.Address);

        await Assert.ThrowsAsync<HttpRequestException>(() => search.SearchAsync("x", 3, Token));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Tool_ServiceAwayForAMoment_IsAskedAgain()
    {
        var asked = 0;
        await using var server = await FakeUpstream.StartAsync(context => (++asked == 1 ? Replies.Json("", 503) : Replies.Json(Answer))(context), Token);
        using var search = Search(server.Address);

        Assert.StartsWith("The sun. (https://a.example/1)\n", await Tools.RunAsync(new WebSearchTool(search), new { query = "solar" }), StringComparison.Ordinal);
        Assert.Equal(2, asked);
    }

    private static SearxngSearch Search(string address) => new(new SearxngOptions { Address = new Uri(address) }, TimeProvider.System);
}
