using System.Net;
using System.Text.Json;
using Switchyard.MockUpstream.Scenarios;
using Switchyard.Router.Tests.Files;
using Xunit;

namespace Switchyard.Router.Tests.Batches;

/// <summary>Row B6: files of requests that are answered later, at a Router without a database.</summary>
public sealed class BatchApiTests : IAsyncLifetime
{
    private MockRouter _router = null!;
    private BatchClient _batches = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _router = await MockRouter.StartAsync();
        _batches = new BatchClient(_router.Client);
    }

    public ValueTask DisposeAsync() => _router.DisposeAsync();

    [Fact]
    public async Task Batch_FromItsFileToItsFiles()
    {
        _router.First.Script(new Scenario { Text = "answered" });

        var created = await _batches.CreateAsync([BatchClient.LineOf("a"), BatchClient.LineOf("b", "first/nobody")], ""","metadata":{"run":"7"},"output_expires_after":{"anchor":"created_at","seconds":3600}""");
        var id = FileClient.IdOf(created);
        var batch = await _batches.WaitAsync(id);
        var output = Assert.Single(await _batches.ReadAsync(batch, "output_file_id"));
        var error = Assert.Single(await _batches.ReadAsync(batch, "error_file_id"));
        var file = await _batches.Files.GetAsync($"/{batch.GetProperty("output_file_id").GetString()}");

        Assert.Equal(
            ["id", "object", "endpoint", "input_file_id", "completion_window", "status", "created_at", "expires_at", "request_counts", "metadata"],
            created.EnumerateObject().Select(member => member.Name));
        Assert.StartsWith("batch_", id, StringComparison.Ordinal);
        Assert.Equal(("batch", "/v1/chat/completions", "24h", "validating"), (created.GetProperty("object").GetString(), created.GetProperty("endpoint").GetString(), created.GetProperty("completion_window").GetString(), BatchClient.StatusOf(created)));
        Assert.Equal(24 * 3600, created.GetProperty("expires_at").GetInt64() - created.GetProperty("created_at").GetInt64());
        Assert.Equal(("completed", """{"total":2,"completed":1,"failed":1}""", """{"run":"7"}"""), (BatchClient.StatusOf(batch), batch.GetProperty("request_counts").GetRawText(), batch.GetProperty("metadata").GetRawText()));
        Assert.All(["in_progress_at", "finalizing_at", "completed_at"], member => Assert.True(batch.GetProperty(member).GetInt64() >= created.GetProperty("created_at").GetInt64()));
        Assert.Equal(("a", 200, "answered"), (output.GetProperty("custom_id").GetString(), output.GetProperty("response").GetProperty("status_code").GetInt32(), TextOf(output)));
        Assert.Equal(("b", "model_not_found"), (error.GetProperty("custom_id").GetString(), error.GetProperty("error").GetProperty("code").GetString()));
        Assert.Equal(($"{id}_output.jsonl", "batch_output", 3600), (file.GetProperty("filename").GetString(), file.GetProperty("purpose").GetString(), file.GetProperty("expires_at").GetInt64() - file.GetProperty("created_at").GetInt64()));
        using var request = await _batches.Http.GetAsync($"/v1/requests/{output.GetProperty("response").GetProperty("request_id").GetString()}", Token);
        Assert.Equal(HttpStatusCode.OK, request.StatusCode);
    }

    [Theory]
    [InlineData("/v1/responses", """{"model":"first/m","input":"Go"}""", "response")]
    [InlineData("/v1/embeddings", """{"model":"first/m","input":"Go"}""", "list")]
    [InlineData("/v1/completions", """{"model":"first/m","prompt":"Go"}""", "text_completion")]
    public async Task Requests_OfEveryEndpoint_AreAnswered(string url, string body, string type)
    {
        var batch = await _batches.CreateAsync([$$"""{"custom_id":"a","method":"POST","url":"{{url}}","body":{{body}}}"""], endpoint: url);

        var output = await _batches.ReadAsync(await _batches.WaitAsync(FileClient.IdOf(batch)), "output_file_id");

        Assert.Equal(type, Assert.Single(output).GetProperty("response").GetProperty("body").GetProperty("object").GetString());
    }

    [Fact]
    public async Task Lines_ThatAreWrong_FailTheBatchBeforeAnythingIsAsked()
    {
        var created = await _batches.CreateAsync([BatchClient.LineOf("a"), BatchClient.LineOf("a"), BatchClient.LineOf("b", url: "/v1/embeddings")]);

        var batch = await _batches.WaitAsync(FileClient.IdOf(created));

        Assert.Equal(("failed", "list"), (BatchClient.StatusOf(batch), batch.GetProperty("errors").GetProperty("object").GetString()));
        Assert.Equal(
            [("duplicate_custom_id", "custom_id", 2), ("url_mismatch", "url", 3)],
            batch.GetProperty("errors").GetProperty("data").EnumerateArray().Select(error => (error.GetProperty("code").GetString()!, error.GetProperty("param").GetString()!, error.GetProperty("line").GetInt32())));
        Assert.True(batch.TryGetProperty("failed_at", out _));
        Assert.False(batch.TryGetProperty("output_file_id", out _));
        Assert.Empty(_router.First.Requests);
    }

    [Fact]
    public async Task Cancelled_StopsWhatIsBeingAnswered()
    {
        _router.First.Put("m", Scenario.Parse("tokens-5000+rate-20"));
        var id = FileClient.IdOf(await _batches.CreateAsync([BatchClient.LineOf("a"), BatchClient.LineOf("b")]));
        await Deadline.UntilAsync(() => _router.First.Requests.Count > 0);

        using var cancelling = await _batches.CancelAsync(id);
        var batch = await _batches.WaitAsync(id);
        using var again = await _batches.CancelAsync(id);

        Assert.Equal(HttpStatusCode.OK, cancelling.StatusCode);
        Assert.Equal(("cancelled", 2), (BatchClient.StatusOf(batch), batch.GetProperty("request_counts").GetProperty("failed").GetInt32()));
        Assert.True(batch.TryGetProperty("cancelling_at", out _) && batch.TryGetProperty("cancelled_at", out _));
        Assert.All(await _batches.ReadAsync(batch, "error_file_id"), line => Assert.Equal("batch_cancelled", line.GetProperty("error").GetProperty("code").GetString()));
        await again.AssertErrorAsync(409, "already_finished");
        await Deadline.UntilAsync(() => _router.First.Requests[0].State == MockUpstream.Recording.RequestState.Disconnected);
    }

    [Fact]
    public async Task List_IsNewestFirstAndPaged()
    {
        List<string> ids = [];
        for (var i = 0; i < 3; i++)
        {
            ids.Add(FileClient.IdOf(await _batches.CreateAsync([BatchClient.LineOf($"{i}")])));
        }

        var page = await _batches.GetAsync("?limit=2");
        var rest = await _batches.GetAsync($"?after={ids[1]}");

        Assert.Equal([ids[2], ids[1]], page.GetProperty("data").EnumerateArray().Select(FileClient.IdOf));
        Assert.Equal((ids[2], ids[1], true), (page.GetProperty("first_id").GetString(), page.GetProperty("last_id").GetString(), page.GetProperty("has_more").GetBoolean()));
        Assert.Equal([ids[0]], rest.GetProperty("data").EnumerateArray().Select(FileClient.IdOf));
        Assert.False(rest.GetProperty("has_more").GetBoolean());
    }

    [Theory]
    [InlineData("input_file_id", null, "missing_required_parameter", "input_file_id")]
    [InlineData("input_file_id", "\"file-01a2198b560274daab963c07b8f652bd\"", "invalid_value", "input_file_id")]
    [InlineData("input_file_id", "\"7\"", "invalid_value", "input_file_id")]
    [InlineData("endpoint", null, "missing_required_parameter", "endpoint")]
    [InlineData("endpoint", "\"/v1/agents/a/runs\"", "invalid_value", "endpoint")]
    [InlineData("completion_window", null, "missing_required_parameter", "completion_window")]
    [InlineData("completion_window", "\"1h\"", "invalid_value", "completion_window")]
    [InlineData("metadata", """{"a":null}""", "invalid_value", "metadata")]
    [InlineData("output_expires_after", """{"anchor":"created_at","seconds":5}""", "invalid_value", "output_expires_after.seconds")]
    public async Task Batch_ThatIsNotInOrder_IsRefused(string member, string? value, string code, string param)
    {
        var body = new Dictionary<string, string?>
        {
            ["input_file_id"] = $"\"{await _batches.Files.UploadAsync(BatchClient.LineOf("a"))}\"",
            ["endpoint"] = "\"/v1/chat/completions\"",
            ["completion_window"] = "\"24h\"",
            [member] = value,
        };

        using var answer = await _batches.PostAsync($"{{{string.Join(',', body.Where(pair => pair.Value is not null).Select(pair => $"\"{pair.Key}\":{pair.Value}"))}}}");

        await answer.AssertErrorAsync(400, code, param);
        Assert.Equal(0, (await _batches.GetAsync("")).GetProperty("data").GetArrayLength());
    }

    [Theory]
    [InlineData(16, 64, 512, true)]
    [InlineData(17, 64, 512, false)]
    [InlineData(16, 65, 512, false)]
    [InlineData(16, 64, 513, false)]
    public async Task Metadata_OverItsLimits_IsRefused(int pairs, int key, int value, bool isTaken)
    {
        var metadata = Enumerable.Range(0, pairs).ToDictionary(i => $"{i}".PadLeft(key, 'k'), _ => new string('v', value));
        var file = await _batches.Files.UploadAsync(BatchClient.LineOf("a"));

        using var answer = await _batches.PostAsync($$"""{"input_file_id":"{{file}}","endpoint":"/v1/chat/completions","completion_window":"24h","metadata":{{JsonSerializer.Serialize(metadata)}}}""");

        Assert.Equal(isTaken ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task File_OfAnotherPurpose_IsRefused()
    {
        var batch = await _batches.WaitAsync(FileClient.IdOf(await _batches.CreateAsync([BatchClient.LineOf("a")])));
        var output = batch.GetProperty("output_file_id").GetString();

        using var answer = await _batches.PostAsync($$"""{"input_file_id":"{{output}}","endpoint":"/v1/chat/completions","completion_window":"24h"}""");

        Assert.Contains("batch_output", await answer.AssertErrorAsync(400, "invalid_value", "input_file_id"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/v1/batches/7", 404)]
    [InlineData("GET", "/v1/batches/batch_01a2198b560274daab963c07b8f652bd", 404)]
    [InlineData("POST", "/v1/batches/7/cancel", 404)]
    [InlineData("POST", "/v1/batches/batch_01a2198b560274daab963c07b8f652bd/cancel", 404)]
    [InlineData("GET", "/v1/batches?limit=0", 400)]
    [InlineData("GET", "/v1/batches?limit=101", 400)]
    [InlineData("GET", "/v1/batches?after=7", 400)]
    public async Task Questions_ThatNameNothing_AreAnsweredSo(string method, string path, int status)
    {
        using var answer = await _batches.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Token);

        Assert.Equal((status, "application/json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    private static string? TextOf(JsonElement line) => line.GetProperty("response").GetProperty("body").GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString();
}
