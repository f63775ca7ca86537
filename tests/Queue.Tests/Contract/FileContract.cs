using Switchyard.Queue.Files;
using Switchyard.Queue.Tests.Stores;

namespace Switchyard.Queue.Tests.Contract;

/// <summary>Files are written and read in pieces, and seen when they are whole.</summary>
public abstract class FileContract(StoreServers servers, StoreKind kind) : StoreContract(servers, kind)
{
    private static readonly FileTerms s_terms = new("questions.jsonl", FilePurpose.Batch, TimeSpan.FromDays(30));

    [Theory]
    [InlineData(1)]
    [InlineData(IFileStore.ChunkBytes)]
    [InlineData(IFileStore.ChunkBytes + 1)]
    [InlineData((3 * IFileStore.ChunkBytes) - 1)]
    public async Task File_WrittenInPieces_IsReadAsItWas(int length)
    {
        var bytes = BytesOf(length);

        var file = await WriteAsync(bytes);

        Assert.Equal((length, "questions.jsonl", FilePurpose.Batch, TimeSpan.FromDays(30)), (file.Bytes, file.Name, file.Purpose, file.ExpiresAt - file.CreatedAt));
        Assert.Equal(file, await Files.FindAsync(file.Id, Token));
        Assert.Equal(bytes, await ReadAsync(file.Id, 0));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(IFileStore.ChunkBytes)]
    [InlineData(IFileStore.ChunkBytes + 7)]
    [InlineData(2 * IFileStore.ChunkBytes)]
    public async Task File_ReadFromAPlaceOn_GivesTheRest(int start)
    {
        var bytes = BytesOf(2 * IFileStore.ChunkBytes);

        var file = await WriteAsync(bytes);

        Assert.Equal(bytes[start..], await ReadAsync(file.Id, start));
    }

    [Fact]
    public async Task File_ThatIsNotComplete_IsNotSeen()
    {
        await using var writer = await FileWriter.BeginAsync(Files, Token);
        await writer.WriteAsync(BytesOf(2 * IFileStore.ChunkBytes), Token);

        Assert.Null(await Files.FindAsync(writer.Id, Token));
        Assert.Empty(await Files.ListAsync(new FileQuery(), Token));
    }

    [Fact]
    public async Task File_LeftBehind_IsGone()
    {
        Guid id;
        await using (var writer = await FileWriter.BeginAsync(Files, Token))
        {
            await writer.WriteAsync(BytesOf(IFileStore.ChunkBytes), Token);
            id = writer.Id;
        }

        Assert.Null(await Files.ReadAsync(id, 0, Token));
        Assert.Null(await Files.CompleteAsync(id, s_terms, Token));
    }

    [Fact]
    public async Task File_ThatIsComplete_NeverChanges()
    {
        var file = await WriteAsync(BytesOf(3));

        Assert.False(await Files.AppendAsync(file.Id, 1, BytesOf(3), Token));
        Assert.Null(await Files.CompleteAsync(file.Id, s_terms with { Name = "other" }, Token));
        Assert.Equal(file, await Files.FindAsync(file.Id, Token));
    }

    [Fact]
    public async Task File_ForgottenMeanwhile_TakesNoMore()
    {
        await using var writer = await FileWriter.BeginAsync(Files, Token);
        await Files.DeleteAsync(writer.Id, Token);

        await Assert.ThrowsAsync<IOException>(() => writer.WriteAsync(BytesOf(IFileStore.ChunkBytes), Token));
    }

    [Fact]
    public async Task Deleted_IsGoneOnce()
    {
        var file = await WriteAsync(BytesOf(3));

        Assert.True(await Files.DeleteAsync(file.Id, Token));
        Assert.False(await Files.DeleteAsync(file.Id, Token));
        Assert.Null(await Files.FindAsync(file.Id, Token));
        Assert.Null(await Files.ReadAsync(file.Id, 0, Token));
    }

    [Fact]
    public async Task List_IsFilteredOrderedAndPaged()
    {
        List<Guid> ids = [];
        foreach (var purpose in new[] { FilePurpose.Batch, FilePurpose.BatchOutput, FilePurpose.Batch, FilePurpose.Batch })
        {
            ids.Add((await WriteAsync(BytesOf(1), s_terms with { Purpose = purpose })).Id);
        }

        Assert.Equal([ids[3], ids[2]], await ListAsync(new FileQuery { Limit = 2 }));
        Assert.Equal([ids[1], ids[0]], await ListAsync(new FileQuery { After = ids[2] }));
        Assert.Equal([ids[2], ids[3]], await ListAsync(new FileQuery { Purpose = FilePurpose.Batch, OldestFirst = true, After = ids[0] }));
    }

    [Fact]
    public async Task List_OfATenant_HasItsOwn()
    {
        var first = await WriteAsync(BytesOf(1), s_terms with { Tenant = "a" });
        var second = await WriteAsync(BytesOf(1), s_terms with { Tenant = "b" });
        var third = await WriteAsync(BytesOf(1), s_terms with { Tenant = "a" });

        Assert.Equal([third.Id, first.Id], await ListAsync(new FileQuery { Tenant = "a" }));
        Assert.Equal([first.Id], await ListAsync(new FileQuery { Tenant = "a", After = third.Id }));
        Assert.Equal([third.Id, second.Id, first.Id], await ListAsync(new FileQuery()));
        Assert.Equal(["a", "b"], [(await Files.FindAsync(first.Id, Token))!.Tenant, (await Files.FindAsync(second.Id, Token))!.Tenant]);
    }

    [Fact]
    public async Task File_WhoseTimeIsOver_IsNotSeenAndSwept()
    {
        var kept = await WriteAsync(BytesOf(3));
        var file = await WriteAsync(BytesOf(3), s_terms with { KeepFor = TimeSpan.FromTicks(10) });

        Assert.Null(await Files.FindAsync(file.Id, Token));
        Assert.Equal([kept.Id], await ListAsync(new FileQuery()));
        Assert.Equal(1, await Files.SweepAsync(Token));
        Assert.Null(await Files.ReadAsync(file.Id, 0, Token));
        Assert.NotNull(await Files.ReadAsync(kept.Id, 0, Token));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("a\0b", 1)]
    [InlineData("name", 0)]
    public async Task Terms_OutOfBounds_AreRefused(string name, int seconds)
    {
        await using var writer = await FileWriter.BeginAsync(Files, Token);

        await Assert.ThrowsAnyAsync<ArgumentException>(() => writer.CompleteAsync(new FileTerms(name, FilePurpose.Batch, TimeSpan.FromSeconds(seconds)), Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public async Task Tenant_ThatCannotBeOne_IsRefused(string tenant)
    {
        await using var writer = await FileWriter.BeginAsync(Files, Token);

        await Assert.ThrowsAsync<ArgumentException>(() => writer.CompleteAsync(s_terms with { Tenant = tenant }, Token));
    }

    private static byte[] BytesOf(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i * 31 >> 4))];

    private async Task<StoredFile> WriteAsync(byte[] bytes, FileTerms? terms = null)
    {
        await using var writer = await FileWriter.BeginAsync(Files, Token);
        foreach (var piece in bytes.Chunk(100_000))
        {
            await writer.WriteAsync(piece, Token);
        }

        Assert.Equal(bytes.Length, writer.Bytes);
        return await writer.CompleteAsync(terms ?? s_terms, Token);
    }

    private async Task<byte[]> ReadAsync(Guid id, long start)
    {
        await using var stream = new StoredFileStream(Files, id, start);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Token);
        return copy.ToArray();
    }

    private async Task<IEnumerable<Guid>> ListAsync(FileQuery query) => (await Files.ListAsync(query, Token)).Select(file => file.Id);
}
