using Switchyard.AgentHost.Tools;

namespace Switchyard.AgentHost.Tests.Tools;

public sealed class FolderSearchTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("switchyard-search-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Search_AfterAFailure_ReadsTheFolderAgain()
    {
        var folder = Path.Combine(_parent, "documents");
        var search = new FolderSearch(folder);
        await Assert.ThrowsAsync<DirectoryNotFoundException>(() => search.SearchAsync("harbour", 3, Cancellation));

        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "places.txt"), "The harbour is in the north.", Cancellation);

        Assert.Equal("places", Assert.Single(await search.SearchAsync("harbour", 3, Cancellation)).Title);
    }

    [Fact]
    public async Task Search_WithoutAFolder_FindsNothing() => Assert.Empty(await new FolderSearch(null).SearchAsync("harbour", 3, Cancellation));

    public void Dispose() => Directory.Delete(_parent, recursive: true);
}
