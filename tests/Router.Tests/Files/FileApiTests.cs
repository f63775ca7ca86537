using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Switchyard.Router.Tests.Files;

/// <summary>Row B6: files of batches, at a Router without a database.</summary>
public sealed class FileApiTests : IAsyncLifetime
{
    private const int MaxBytes = 1_000_000;

    private RouterHost _router = null!;
    private FileClient _files = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _router = RouterHost.Start(("Router:Files:MaxBytes", $"{MaxBytes}"));
        _files = new FileClient(_router.CreateClient());
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _router.DisposeAsync();

    [Fact]
    public async Task File_Uploaded_IsDescribedReadAndDeleted()
    {
        var content = Encoding.UTF8.GetBytes("""{"custom_id":"a"}""");

        var file = await _files.UploadAsync(content);
        var id = FileClient.IdOf(file);
        using var read = await _files.Http.GetAsync($"/v1/files/{id}/content", Token);
        var found = await _files.GetAsync($"/{id}");
        using var deleted = await _files.Http.DeleteAsync($"/v1/files/{id}", Token);
        using var gone = await _files.Http.GetAsync($"/v1/files/{id}/content", Token);

        Assert.Equal(["id", "object", "bytes", "created_at", "expires_at", "filename", "purpose", "status"], file.EnumerateObject().Select(member => member.Name));
        Assert.StartsWith("file-", id, StringComparison.Ordinal);
        Assert.Equal(("file", content.Length, "requests.jsonl", "batch"), (file.GetProperty("object").GetString(), file.GetProperty("bytes").GetInt32(), file.GetProperty("filename").GetString(), file.GetProperty("purpose").GetString()));
        Assert.Equal(30 * 24 * 3600, file.GetProperty("expires_at").GetInt64() - file.GetProperty("created_at").GetInt64());
        Assert.Equal(file.GetRawText(), found.GetRawText());
        Assert.Equal(content, await read.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(("attachment", "requests.jsonl"), (read.Content.Headers.ContentDisposition?.DispositionType, read.Content.Headers.ContentDisposition?.FileName));
        Assert.Equal($$"""{"id":"{{id}}","object":"file","deleted":true}""", await deleted.TextAsync());
        await gone.AssertErrorAsync(404, "not_found");
    }

    [Fact]
    public async Task List_IsFilteredOrderedAndPaged()
    {
        List<string> ids = [];
        for (var i = 0; i < 3; i++)
        {
            ids.Add(await _files.UploadAsync($"{i}"));
        }

        var page = await _files.GetAsync("?limit=2&purpose=batch");
        var rest = await _files.GetAsync($"?limit=2&after={ids[1]}");
        var oldest = await _files.GetAsync("?order=asc");
        var outputs = await _files.GetAsync("?purpose=batch_output");

        Assert.Equal([ids[2], ids[1]], IdsOf(page));
        Assert.Equal((ids[2], ids[1], true), (page.GetProperty("first_id").GetString(), page.GetProperty("last_id").GetString(), page.GetProperty("has_more").GetBoolean()));
        Assert.Equal([ids[0]], IdsOf(rest));
        Assert.False(rest.GetProperty("has_more").GetBoolean());
        Assert.Equal(ids, IdsOf(oldest));
        Assert.Equal("""{"object":"list","data":[],"has_more":false}""", outputs.GetRawText());
    }

    [Fact]
    public async Task Lifetime_ThatIsNamed_IsKept()
    {
        using var answer = await _files.PostAsync(new StringContent("{}"), ("purpose", "batch"), ("expires_after[anchor]", "created_at"), ("expires_after[seconds]", "3600"));

        var file = JsonElement.Parse(await answer.TextAsync());
        Assert.Equal(3600, file.GetProperty("expires_at").GetInt64() - file.GetProperty("created_at").GetInt64());
    }

    [Fact]
    public async Task File_AtTheLimit_IsTaken()
    {
        Assert.Equal(MaxBytes, (await _files.UploadAsync(new byte[MaxBytes])).GetProperty("bytes").GetInt32());
    }

    [Theory]
    [InlineData(MaxBytes + 1)]
    [InlineData(MaxBytes * 3)]
    public async Task File_OverTheLimit_IsRefusedAndNothingIsLeft(int length)
    {
        using var answer = await _files.PostAsync(new ByteArrayContent(new byte[length]), ("purpose", "batch"));

        Assert.Contains("Router:Files:MaxBytes", await answer.AssertErrorAsync(413, "request_too_large"), StringComparison.Ordinal);
        Assert.Empty(IdsOf(await _files.GetAsync("")));
    }

    [Theory]
    [InlineData("missing_required_parameter", "purpose")]
    [InlineData("invalid_value", "purpose", "purpose", "fine-tune")]
    [InlineData("invalid_value", "purpose", "purpose", "batch", "purpose", "batch")]
    [InlineData("unsupported_parameter", "model", "purpose", "batch", "model", "m")]
    [InlineData("invalid_value", "expires_after.anchor", "purpose", "batch", "expires_after[seconds]", "7200")]
    [InlineData("invalid_value", "expires_after.seconds", "purpose", "batch", "expires_after[anchor]", "created_at")]
    [InlineData("invalid_value", "expires_after.seconds", "purpose", "batch", "expires_after[anchor]", "created_at", "expires_after[seconds]", "3599")]
    [InlineData("invalid_value", "expires_after.seconds", "purpose", "batch", "expires_after[anchor]", "created_at", "expires_after[seconds]", "soon")]
    public async Task Form_ThatIsNotInOrder_IsRefusedAndNothingIsLeft(string code, string param, params string[] fields)
    {
        using var answer = await _files.PostAsync(new StringContent("{}"), [.. fields.Chunk(2).Select(field => (field[0], field[1]))]);

        await answer.AssertErrorAsync(400, code, param);
        Assert.Empty(IdsOf(await _files.GetAsync("")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Form_WithoutAFile_IsRefused(bool isEmpty)
    {
        using var answer = await _files.PostAsync(isEmpty ? new ByteArrayContent([]) : null, ("purpose", "batch"));

        await answer.AssertErrorAsync(400, "missing_required_parameter", "file");
    }

    [Theory]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nabc")]
    [InlineData("--x\r\nContent-Type: text/plain\r\n\r\nabc\r\n--x--\r\n")]
    [InlineData("no form")]
    public async Task Form_ThatBreaksOff_IsRefused(string form)
    {
        using var answer = await _files.Http.SendAsync(RouterRequests.Post("/v1/files", Encoding.UTF8.GetBytes(form), "multipart/form-data; boundary=x"), Token);

        await answer.AssertErrorAsync(400, "invalid_form");
        Assert.Empty(IdsOf(await _files.GetAsync("")));
    }

    [Fact]
    public async Task Body_ThatIsNoForm_IsRefused()
    {
        using var answer = await _files.Http.SendAsync(RouterRequests.Post("/v1/files", "{}"u8.ToArray(), "text/plain"), Token);

        await answer.AssertErrorAsync(415, "unsupported_media_type");
    }

    [Theory]
    [InlineData("GET", "/v1/files/7", 404)]
    [InlineData("GET", "/v1/files/file-01a2198b560274daab963c07b8f652bd", 404)]
    [InlineData("GET", "/v1/files/file-01a2198b560274daab963c07b8f652bd/content", 404)]
    [InlineData("DELETE", "/v1/files/file-01a2198b560274daab963c07b8f652bd", 404)]
    [InlineData("GET", "/v1/files?limit=0", 400)]
    [InlineData("GET", "/v1/files?limit=10001", 400)]
    [InlineData("GET", "/v1/files?order=up", 400)]
    [InlineData("GET", "/v1/files?purpose=vision", 400)]
    [InlineData("GET", "/v1/files?after=7", 400)]
    public async Task Questions_ThatNameNothing_AreAnsweredSo(string method, string path, int status)
    {
        using var answer = await _files.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Token);

        Assert.Equal((status, "application/json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task File_NamedInAnotherScript_KeepsItsName()
    {
        using var form = new MultipartFormDataContent { { new StringContent("batch"), "purpose" } };
        form.Add(new StringContent("{}"), "file", "питання.jsonl");
        using var answer = await _files.Http.PostAsync("/v1/files", form, Token);

        var file = JsonElement.Parse(await answer.TextAsync());
        using var read = await _files.Http.GetAsync($"/v1/files/{FileClient.IdOf(file)}/content", Token);

        Assert.Equal((HttpStatusCode.OK, "питання.jsonl"), (answer.StatusCode, file.GetProperty("filename").GetString()));
        Assert.Equal("питання.jsonl", read.Content.Headers.ContentDisposition?.FileNameStar);
    }

    private static IEnumerable<string?> IdsOf(JsonElement list) => list.GetProperty("data").EnumerateArray().Select(FileClient.IdOf);
}
