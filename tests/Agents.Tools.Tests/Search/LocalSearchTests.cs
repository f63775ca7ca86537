using Switchyard.Agents.Tools.Files;
using Switchyard.Agents.Tools.Search;
using Switchyard.Agents.Tools.Weather;
using Switchyard.Agents.Tools.Web;
using Switchyard.OutboundHttp;
using Switchyard.Tests.Common.Files;

namespace Switchyard.Agents.Tools.Tests.Search;

public sealed class LocalSearchTests
{
    private static readonly LocalSearch s_search = new(
    [
        new("Refunds", "refunds.md", "Refunds are paid within 14 days. Ask the shop for a form."),
        new("Holidays", "holidays.md", "The shop is closed on holidays."),
        new("Long", "long.md", string.Concat(Enumerable.Repeat("Nothing to see in this sentence. ", 40)) + "The zebra lives at the end."),
    ]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("when are refunds paid", "refunds.md")]
    [InlineData("holiday", "holidays.md")]
    [InlineData("ZEBRA", "long.md")]
    public async Task Search_ByWords_FindsTheDocument(string query, string address) => Assert.Equal(address, (await s_search.SearchAsync(query, 3, Token))[0].Address);

    [Fact]
    public async Task Search_InALongDocument_ShowsThePassage()
    {
        var hit = Assert.Single(await s_search.SearchAsync("zebra", 3, Token));

        Assert.EndsWith("The zebra lives at the end.", hit.Snippet);
        Assert.True(hit.Snippet.Length <= 400);
    }

    [Fact]
    public async Task Tools_ThatSearch_GiveTextAndSource()
    {
        Assert.Equal("The shop is closed on holidays. (holidays.md)", await Tools.RunAsync(new WebSearchTool(s_search), new { query = "closed" }));
        Assert.Equal("[]", await Tools.RunAsync(new SearchDocumentsTool(s_search), new { query = "the of xyzzy" }));
        Assert.Equal("[]", await Tools.RunAsync(new WebSearchTool(LocalSearch.Empty), new { query = "closed" }));
        Assert.Equal("Error: the query is empty", await Tools.RunAsync(new WebSearchTool(s_search), new { query = " " }));
    }

    [Fact]
    public async Task Tool_WhoseServiceIsAway_SaysSo() =>
        Assert.Equal("Error: the search does not answer now", await Tools.RunAsync(new WebSearchTool(new BrokenSearch()), new { query = "x" }));

    [Fact]
    public void WebSearch_WithoutAProvider_IsNoTool()
    {
        using var client = new OutboundHttpClient(new OutboundHttpOptions(), TimeProvider.System);
        var web = new WebReader(client, new WebReaderOptions(), TimeProvider.System);
        var files = new UserFiles(new UserFilesOptions { Root = "/nowhere" });
        var services = new ConnectedToolServices { Files = files, Web = web, Weather = new OpenMeteo(web, new OpenMeteoOptions()), Documents = s_search, Time = TimeProvider.System };

        Assert.DoesNotContain(ConnectedTools.Create(services), tool => tool is WebSearchTool);
        Assert.Contains(ConnectedTools.Create(services with { WebSearch = s_search }), tool => tool is WebSearchTool);
        Assert.Contains(ConnectedTools.Create(services with { WebSearch = new BrokenSearch() }), tool => tool is WebSearchTool);
    }

    [Fact]
    public async Task Folder_OfDocuments_IsReadWithoutLinksAndPictures()
    {
        using var folder = new TemporaryFolder();
        using var outside = new TemporaryFolder();
        Directory.CreateDirectory(folder["b"]);
        await File.WriteAllTextAsync(folder["a.md"], "plain", Token);
        await File.WriteAllTextAsync(folder["b/page.html"], "<p>marked <b>up</b></p><script>no</script>", Token);
        await File.WriteAllTextAsync(folder["c.png"], "picture", Token);
        await File.WriteAllTextAsync(outside["d.txt"], "secret", Token);
        File.CreateSymbolicLink(folder["d.txt"], outside["d.txt"]);

        var documents = await DocumentFolder.ReadAsync(folder.Path, Token);

        Assert.Equal([new("a", "a.md", "plain"), new("page", "b/page.html", "marked up")], documents);
    }

    [Theory]
    [InlineData("", 10, new string[0])]
    [InlineData("One. Two three four.", 12, new[] { "One. Two", "three four." })]
    [InlineData("abcdefghijklmno", 10, new[] { "abcdefghij", "klmno" })]
    [InlineData("First one. Second.", 12, new[] { "First one.", "Second." })]
    public void Passages_OfAText_EndWhereTheyCan(string text, int length, string[] expected) => Assert.Equal(expected, TextPassages.Split(text, length));

    private sealed class BrokenSearch : ISearchProvider
    {
        public Task<IReadOnlyList<SearchHit>> SearchAsync(string query, int limit, CancellationToken cancellationToken) => throw new HttpRequestException("down");
    }
}
