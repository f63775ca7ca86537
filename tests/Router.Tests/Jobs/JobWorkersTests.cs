using System.Text.Json;
using Xunit;

namespace Switchyard.Router.Tests.Jobs;

/// <summary>Row B3: who does jobs is known, and jobs that nobody there does say what they wait for.</summary>
public sealed class JobWorkersTests : IAsyncLifetime
{
    private MockRouter _router = null!;
    private JobClient _jobs = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _router = await MockRouter.StartAsync(("Router:Queue:Labels:0", "gpu"), ("Router:Queue:Concurrency", "3"));
        _jobs = new JobClient(_router.Client);
        await Deadline.UntilAsync(async () => (await ReadAsync("workers")).GetArrayLength() == 1);
    }

    public ValueTask DisposeAsync() => _router.DisposeAsync();

    [Fact]
    public async Task Workers_AreListedWithWhatTheyOffer()
    {
        var worker = (await ReadAsync("workers"))[0];

        Assert.Equal(
            (7, $"{Environment.MachineName}:{Environment.ProcessId}", "default", 3, 0, false),
            (Guid.Parse(worker.GetProperty("id").GetString()!).Version, worker.GetProperty("name").GetString(), worker.GetProperty("queue").GetString(), worker.GetProperty("concurrency").GetInt32(), worker.GetProperty("running").GetInt32(), worker.GetProperty("stopping").GetBoolean()));
        Assert.Equal(["gpu"], TextsOf(worker, "labels"));
        Assert.Superset(new HashSet<string?> { "/v1/chat/completions", "/v1/responses", "/v1/completions", "/v1/embeddings" }, TextsOf(worker, "urls").ToHashSet());
        Assert.True(worker.GetProperty("last_seen_at").GetDateTimeOffset() >= worker.GetProperty("started_at").GetDateTimeOffset());
    }

    [Fact]
    public async Task Jobs_ThatNoWorkerTakes_SayWhatTheyWaitFor()
    {
        var queued = await _jobs.SubmitAsync(more: ""","queue":"x" """);
        var labelled = await _jobs.SubmitAsync(more: ""","labels":["gpu","tpu"],"priority":"high" """);
        var later = await _jobs.SubmitAsync(more: ""","labels":["tpu"],"delay_seconds":3600""");
        var done = await _jobs.SubmitAsync(more: ""","labels":["gpu"] """);
        using var result = await _jobs.ResultAsync(done);

        var waiting = (await ReadAsync("jobs")).EnumerateArray().ToDictionary(job => job.GetProperty("id").GetString()!, WaitingFor);

        Assert.Equal(
            new Dictionary<string, string?>
            {
                [queued] = "a worker of the queue 'x' that does /v1/chat/completions; none is running",
                [labelled] = "a worker of the queue 'default' that does /v1/chat/completions and has the labels gpu, tpu; none is running",
                [later] = null,
                [done] = null,
            },
            waiting);
        Assert.Equal(waiting[queued], WaitingFor(await _jobs.StatusAsync(queued)));
        Assert.Equal(
            [("default", "high", 1), ("default", "normal", 0), ("x", "normal", 1)],
            (await ReadAsync("depths")).EnumerateArray().Select(depth => (depth.GetProperty("queue").GetString(), depth.GetProperty("priority").GetString(), depth.GetProperty("unserved").GetInt32())));
    }

    private static string? WaitingFor(JsonElement job) => job.TryGetProperty("waiting_for", out var sentence) ? sentence.GetString() : null;

    private static IEnumerable<string?> TextsOf(JsonElement worker, string property) => worker.GetProperty(property).EnumerateArray().Select(text => text.GetString());

    private async Task<JsonElement> ReadAsync(string list) => JsonElement.Parse(await _jobs.Http.GetStringAsync($"/v1/queue/{list}", Token)).GetProperty("data");
}
