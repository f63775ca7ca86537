using System.Net;
using System.Text.Json;
using Npgsql;
using Switchyard.Queue.Files;
using Switchyard.Router.Tests.Storage;
using Xunit;

namespace Switchyard.Router.Tests.Files;

/// <summary>Row B6 with PostgreSQL: files go there as they come, and any router serves them.</summary>
public sealed class FileReplicaTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task File_UploadedAtOneRouter_IsReadAndDeletedAtAnother()
    {
        await using var first = Start();
        await using var second = Start();
        var (uploader, reader) = (new FileClient(first.CreateClient()), new FileClient(second.CreateClient()));
        byte[] content = [.. Enumerable.Range(0, 3_000_000).Select(i => (byte)(i * 31 >> 4))];

        var id = FileClient.IdOf(await uploader.UploadAsync(content));
        var read = await reader.ReadAsync(id);
        using var deleted = await reader.Http.DeleteAsync($"/v1/files/{id}", Token);
        using var gone = await uploader.Http.GetAsync($"/v1/files/{id}", Token);

        Assert.Equal(content, read);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (deleted.StatusCode, gone.StatusCode));
        Assert.Equal(0, await CountAsync($"select count(*) from queue.file_chunks where file_id = '{Guid.Parse(id["file-".Length..])}'"));
    }

    [Fact]
    public async Task Upload_IsStoredWhileItComes()
    {
        await using var router = Start();
        using var http = Direct(router);
        var files = new FileClient(http);
        await files.UploadAsync("so that the schema is there");
        const string stored = "select count(*) from queue.file_chunks c join queue.files f on f.id = c.file_id where not f.is_complete";
        var rest = new TaskCompletionSource();

        using var content = new HeldContent(new byte[4 * IFileStore.ChunkBytes], rest.Task);
        var uploading = files.PostAsync(content, ("purpose", "batch"));
        await Deadline.UntilAsync(async () => await CountAsync(stored) >= 3);
        var listed = (await files.GetAsync("")).GetProperty("data").EnumerateArray().Select(file => file.GetProperty("bytes").GetInt32()).ToList();
        rest.SetResult();
        using var answer = await uploading;

        Assert.DoesNotContain(8 * IFileStore.ChunkBytes, listed);
        Assert.Equal(8 * IFileStore.ChunkBytes, JsonElement.Parse(await answer.TextAsync()).GetProperty("bytes").GetInt32());
        Assert.Equal(0, await CountAsync(stored));
    }

    [Fact]
    public async Task Upload_WhoseSenderLeaves_LeavesNothingBehind()
    {
        await using var router = Start();
        using var http = Direct(router);
        var files = new FileClient(http);
        await files.UploadAsync("so that the schema is there");
        using var content = new HeldContent(new byte[4 * IFileStore.ChunkBytes], new TaskCompletionSource().Task);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var form = new MultipartFormDataContent { { new StringContent("batch"), "purpose" }, { content, "file", "left.jsonl" } };

        var uploading = files.Http.PostAsync("/v1/files", form, leaving.Token);
        await Deadline.UntilAsync(async () => await CountAsync("select count(*) from queue.file_chunks") >= 3);
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => uploading);
        await Deadline.UntilAsync(async () => await CountAsync("select count(*) from queue.files where not is_complete") == 0);
    }

    private RouterHost Start() => RouterHost.Start(("ConnectionStrings:switchyard", postgres.Server.ConnectionString));

    // The factory's own clients read all of a body before they send any.
    private static HttpClient Direct(RouterHost router) => new() { BaseAddress = router.CreateClient().BaseAddress };

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(postgres.Server.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}
