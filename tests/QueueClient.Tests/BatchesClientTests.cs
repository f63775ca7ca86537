using System.Net;
using System.Text;
using Switchyard.Contracts.Batches;

namespace Switchyard.QueueClient.Tests;

/// <summary>Batches, from the file with the requests to the answers.</summary>
public sealed class BatchesClientTests(RouterFixture router)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Batch_OfAFile_IsAnsweredAndWhatFailsSaysWhy()
    {
        var batches = router.Client.Batches;
        var file = await UploadAsync(Line("a", "first/m"), Line("b", "first/nobody"));
        List<BatchObject> looks = [];

        var created = await batches.CreateAsync(new CreateBatchRequest { InputFileId = file, Endpoint = "/v1/chat/completions", Metadata = new Dictionary<string, string> { ["of"] = "tests" } }, Token);
        var ended = await batches.WaitAsync(created.Id, s_pause, new Looks(looks.Add), Token);
        var answers = (await batches.ReadAnswersAsync(ended, Token).CollectAsync()).ToDictionary(static answer => answer.CustomId);

        Assert.Equal(("24h", "tests"), (created.CompletionWindow, created.Metadata?["of"]));
        Assert.Equal((BatchStatuses.Completed, new BatchRequestCounts(2, 1, 1)), (ended.Status, ended.RequestCounts));
        Assert.Equal(BatchStatuses.Completed, looks[^1].Status);
        Assert.Equal(("chat.completion", null), (answers["a"].Body?.GetProperty("object").GetString(), answers["a"].Error));
        Assert.Equal((null, "model_not_found"), (answers["b"].Body, answers["b"].Error?.Code));
        Assert.Equal(ended.Id, (await batches.GetAsync(created.Id, Token)).Id);
        Assert.Contains(created.Id, (await batches.ListAsync(Token).CollectAsync()).Select(static batch => batch.Id));
    }

    [Fact]
    public async Task CancelAsync_BatchUnderWay_EndsItAndSaysSo()
    {
        var batches = router.Client.Batches;
        var file = await UploadAsync(Line("a", $"first/{RouterFixture.Silent}"));
        var created = await batches.CreateAsync(new CreateBatchRequest { InputFileId = file, Endpoint = "/v1/chat/completions" }, Token);

        await batches.CancelAsync(created.Id, Token);
        var ended = await batches.WaitAsync(created.Id, s_pause, progress: null, Token);

        Assert.Equal(BatchStatuses.Cancelled, ended.Status);
        Assert.All(await batches.ReadAnswersAsync(ended, Token).CollectAsync(), static answer => Assert.Equal(("a", "batch_cancelled"), (answer.CustomId, answer.Error?.Code)));
    }

    [Fact]
    public async Task CancelAsync_EndedOrUnknownBatch_IsRefused()
    {
        var batches = router.Client.Batches;
        var file = await UploadAsync(Line("a", "first/m"));
        var created = await batches.CreateAsync(new CreateBatchRequest { InputFileId = file, Endpoint = "/v1/chat/completions" }, Token);
        await batches.WaitAsync(created.Id, s_pause, progress: null, Token);

        var ended = await Assert.ThrowsAsync<RouterRefusedException>(() => batches.CancelAsync(created.Id, Token));
        var unknown = await Assert.ThrowsAsync<RouterRefusedException>(() => batches.CancelAsync("batch_7", Token));

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.NotFound), (ended.Status, unknown.Status));
    }

    private static string Line(string id, string model) =>
        $$$"""{"custom_id":"{{{id}}}","method":"POST","url":"/v1/chat/completions","body":{"model":"{{{model}}}","messages":[{"role":"user","content":"Go"}]}}""";

    private async Task<string> UploadAsync(params string[] lines)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return (await router.Client.Files.UploadAsync(stream, "requests.jsonl", Token)).Id;
    }

    // Progress<T> tells late, on another thread.
    private sealed class Looks(Action<BatchObject> tell) : IProgress<BatchObject>
    {
        public void Report(BatchObject value) => tell(value);
    }
}
