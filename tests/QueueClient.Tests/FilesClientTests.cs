using System.IO.Compression;
using System.Net;
using System.Text;

namespace Switchyard.QueueClient.Tests;

public sealed class FilesClientTests(RouterFixture router)
{
    private readonly FilesClient _files = router.Client.Files;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task File_Uploaded_IsDescribedReadAndDeleted()
    {
        var content = Encoding.UTF8.GetBytes("""{"custom_id":"a"}""");
        using var stream = new MemoryStream(content);

        var file = await _files.UploadAsync(stream, "питання.jsonl", Token);
        var found = await _files.GetAsync(file.Id, Token);
        var read = await ReadAsync(file.Id);
        var deleted = await _files.DeleteAsync(file.Id, Token);

        Assert.Equal(("питання.jsonl", "batch", content.Length), (file.Filename, file.Purpose, file.Bytes));
        Assert.Equal(file, found);
        Assert.Equal(content, read);
        Assert.Equal((file.Id, true), (deleted.Id, deleted.Deleted));
        Assert.True(stream.CanRead);
        foreach (var question in new Func<Task>[] { () => _files.GetAsync(file.Id, Token), () => _files.DownloadAsync(file.Id, Token), () => _files.DeleteAsync(file.Id, Token) })
        {
            var refused = await Assert.ThrowsAsync<RouterRefusedException>(question);
            Assert.Equal((HttpStatusCode.NotFound, "not_found"), (refused.Status, refused.Code));
        }
    }

    [Fact]
    public async Task UploadAsync_StreamOfUnknownLength_IsSentWhole()
    {
        byte[] content = [.. Enumerable.Range(0, 1_000_000).Select(static i => (byte)(i * 31 >> 4))];
        using var packed = new MemoryStream();
        await using (var packing = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            await packing.WriteAsync(content, Token);
        }

        packed.Position = 0;
        await using var unpacking = new GZipStream(packed, CompressionMode.Decompress);
        var file = await _files.UploadAsync(unpacking, "large.jsonl", Token);

        Assert.Equal(content, await ReadAsync(file.Id));
    }

    [Fact]
    public async Task UploadAsync_EmptyFile_IsRefused()
    {
        using var nothing = new MemoryStream();

        var refused = await Assert.ThrowsAsync<RouterRefusedException>(() => _files.UploadAsync(nothing, "empty.jsonl", Token));

        Assert.Equal((HttpStatusCode.BadRequest, "missing_required_parameter", "file"), (refused.Status, refused.Code, refused.Param));
    }

    [Fact]
    public async Task ListAsync_SmallPages_ListsAllFiles()
    {
        List<string> ids = [];
        for (var i = 0; i < 3; i++)
        {
            using var stream = new MemoryStream([(byte)'7']);
            ids.Add((await _files.UploadAsync(stream, $"{i}.jsonl", Token)).Id);
        }

        Assert.Equal(ids, await IdsAsync(new FileQuery { IsOldestFirst = true, PageSize = 1, Purpose = "batch" }));
        Assert.Equal(Enumerable.Reverse(ids), await IdsAsync(new FileQuery { PageSize = 2 }));
        Assert.Empty(await IdsAsync(new FileQuery { Purpose = "batch_output" }));

        // Other tests have files here too.
        async Task<IEnumerable<string>> IdsAsync(FileQuery query) => (await _files.ListAsync(query, Token).CollectAsync()).Select(static file => file.Id).Where(ids.Contains);
    }

    private async Task<byte[]> ReadAsync(string id)
    {
        await using var stream = await _files.DownloadAsync(id, Token);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Token);
        return copy.ToArray();
    }
}
