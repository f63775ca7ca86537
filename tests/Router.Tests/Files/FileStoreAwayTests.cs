using Switchyard.Router.Tests.Storage;
using Xunit;

namespace Switchyard.Router.Tests.Files;

/// <summary>What is said of files while the database is away.</summary>
public sealed class FileStoreAwayTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Database_ThatIsAway_IsSaidAndFoundAgain()
    {
        await using var router = RouterHost.Start(("ConnectionStrings:switchyard", postgres.Server.ConnectionString));
        var files = new FileClient(router.CreateClient());
        var id = await files.UploadAsync("kept");

        await postgres.Server.KillAsync();
        using var read = await files.Http.GetAsync($"/v1/files/{id}/content", Token);
        using var uploaded = await files.PostAsync(new StringContent("lost"), ("purpose", "batch"));
        await postgres.Server.StartAgainAsync(Token);

        await read.AssertErrorAsync(503, "service_unavailable");
        await uploaded.AssertErrorAsync(503, "service_unavailable");
        Assert.Equal("kept"u8.ToArray(), await files.ReadAsync(id));
    }
}
