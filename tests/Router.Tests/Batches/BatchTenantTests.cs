using System.Net;
using System.Text.Json;
using Switchyard.Router.Tests.Files;
using Xunit;

namespace Switchyard.Router.Tests.Batches;

/// <summary>Row B6: where callers are told apart, each has its own files and batches.</summary>
public sealed class BatchTenantTests : IAsyncLifetime
{
    private const string Header = "X-Tenant";

    private readonly List<HttpClient> _callers = [];
    private MockRouter _router = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _router = await MockRouter.StartAsync(("Router:Queue:TenantHeader", Header));

    public ValueTask DisposeAsync()
    {
        _callers.ForEach(static caller => caller.Dispose());
        return _router.DisposeAsync();
    }

    [Fact]
    public async Task File_OfAnother_IsNotThere()
    {
        var (own, other) = (Of("acme"), Of("globex"));
        var id = await own.Files.UploadAsync(BatchClient.LineOf("a"));

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(other, HttpMethod.Get, $"/v1/files/{id}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(other, HttpMethod.Get, $"/v1/files/{id}/content"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(other, HttpMethod.Delete, $"/v1/files/{id}"));
        Assert.Empty(IdsOf(await other.Files.GetAsync("")));
        Assert.Equal([id], IdsOf(await own.Files.GetAsync("")));
    }

    [Fact]
    public async Task Batch_OfAnother_IsNeitherThereNorCancelled()
    {
        var (own, other) = (Of("acme"), Of("globex"));
        var id = FileClient.IdOf(await own.CreateAsync([BatchClient.LineOf("a")]));

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(other, HttpMethod.Get, $"/v1/batches/{id}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(other, HttpMethod.Post, $"/v1/batches/{id}/cancel"));
        Assert.Empty(IdsOf(await other.GetAsync("")));
        Assert.Equal([id], IdsOf(await own.GetAsync("")));
        Assert.DoesNotContain(BatchClient.StatusOf(await own.GetAsync($"/{id}")), new[] { "cancelling", "cancelled" });
    }

    [Fact]
    public async Task Batch_OfAnothersFile_IsRefused()
    {
        var id = await Of("acme").Files.UploadAsync(BatchClient.LineOf("a"));

        using var answer = await Of("globex").PostAsync($$"""{"input_file_id":"{{id}}","endpoint":"/v1/chat/completions","completion_window":"24h"}""");

        await answer.AssertErrorAsync(400, "invalid_value", "input_file_id");
    }

    [Fact]
    public async Task JobsAndAnswersOfABatch_AreItsTenants()
    {
        var (own, other) = (Of("acme"), Of("globex"));
        var batch = await own.WaitAsync(FileClient.IdOf(await own.CreateAsync([BatchClient.LineOf("a")])));
        var output = batch.GetProperty("output_file_id").GetString()!;

        Assert.Equal(["a"], (await own.ReadAsync(batch, "output_file_id")).Select(line => line.GetProperty("custom_id").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(other, HttpMethod.Get, $"/v1/files/{output}/content"));
        Assert.Single(IdsOf(JsonElement.Parse(await own.Http.GetStringAsync("/v1/queue/jobs", Token))));
        Assert.Empty(IdsOf(JsonElement.Parse(await other.Http.GetStringAsync("/v1/queue/jobs", Token))));
    }

    [Fact]
    public async Task Operator_SeesAndDeletesAllAndLeavesNothing()
    {
        var (own, all) = (Of("acme"), Of("*"));
        var file = await own.Files.UploadAsync(BatchClient.LineOf("a"));
        var id = FileClient.IdOf(await own.CreateAsync([BatchClient.LineOf("a")]));

        Assert.Equal([id], IdsOf(await all.GetAsync("")));
        Assert.Contains(file, IdsOf(await all.Files.GetAsync("")));
        using var upload = await all.Files.PostAsync(new ByteArrayContent([1]), ("purpose", "batch"));
        await upload.AssertErrorAsync(400, "invalid_value", "tenant");
        using var batch = await all.PostAsync($$"""{"input_file_id":"{{file}}","endpoint":"/v1/chat/completions","completion_window":"24h"}""");
        await batch.AssertErrorAsync(400, "invalid_value", "tenant");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(all, HttpMethod.Get, $"/v1/files/{file}/content"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(all, HttpMethod.Delete, $"/v1/files/{file}"));
    }

    [Fact]
    public async Task Operator_CancelsABatch()
    {
        var (own, all) = (Of("acme"), Of("*"));
        var id = FileClient.IdOf(await own.CreateAsync([.. Enumerable.Range(0, 2_000).Select(i => BatchClient.LineOf($"{i}"))]));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(all, HttpMethod.Post, $"/v1/batches/{id}/cancel"));
        Assert.Equal("cancelled", BatchClient.StatusOf(await own.WaitAsync(id)));
    }

    [Theory]
    [InlineData("/v1/files")]
    [InlineData("/v1/batches")]
    public async Task Caller_WithoutATenant_IsRefused(string path)
    {
        using var answer = await _router.Client.GetAsync(path, Token);

        await answer.AssertErrorAsync(400, "invalid_value", Header);
    }

    [Fact]
    public async Task Tenant_ThatCannotBeOne_LeavesNothing()
    {
        var caller = Of(new string('x', 256));
        using var file = await caller.Files.PostAsync(new ByteArrayContent([1]), ("purpose", "batch"));
        using var batch = await caller.PostAsync("""{"input_file_id":"file-1","endpoint":"/v1/chat/completions","completion_window":"24h"}""");

        await file.AssertErrorAsync(400, "invalid_value", "tenant");
        await batch.AssertErrorAsync(400, "invalid_value", "tenant");
    }

    private BatchClient Of(string tenant)
    {
        var http = _router.Host.CreateClient();
        http.DefaultRequestHeaders.Add(Header, tenant);
        _callers.Add(http);
        return new BatchClient(http);
    }

    private static async Task<HttpStatusCode> StatusAsync(BatchClient caller, HttpMethod method, string path)
    {
        using var answer = await caller.Http.SendAsync(new HttpRequestMessage(method, path), Token);
        return answer.StatusCode;
    }

    private static List<string?> IdsOf(JsonElement list) => [.. list.GetProperty("data").EnumerateArray().Select(static item => item.GetProperty("id").GetString())];
}
