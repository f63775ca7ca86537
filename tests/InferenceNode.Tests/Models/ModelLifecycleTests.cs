using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Switchyard.InferenceNode.Models;
using Switchyard.Tests.Common;

namespace Switchyard.InferenceNode.Tests.Models;

public sealed class ModelLifecycleTests
{
    private static readonly (string Key, string Value) s_first = ("Models:Folders:0", SmallFolders.Find("llama"));
    private static readonly (string Key, string Value) s_second = ("Models:Folders:1", SmallFolders.Find("qwen2"));

    [Fact]
    public async Task List_SeveralModels_AreInTheirOrderWithTheirStates()
    {
        await using var node = await LifecycleNode.StartAsync(null, s_first, s_second, ("Models:Folders:2", SmallFolders.Find("bert")));
        await node.UnloadAsync("qwen2");

        var models = await node.GetJsonAsync("/v1/models");
        var status = await node.GetJsonAsync("/admin/models");

        Assert.Equal(
            ["llama loaded chat,completion,tools 128", "qwen2 unloaded chat,completion,tools 128", "bert loaded embeddings 64", "lexical loaded embeddings 65536"],
            models.GetProperty("data").EnumerateArray().Select(model => $"{model.GetProperty("id")} {model.GetProperty("state")} {string.Join(',', model.GetProperty("capabilities").EnumerateArray())} {model.GetProperty("max_model_len")}"));
        Assert.Equal(
            ["llama native True True 2", "qwen2 native True False 2", "bert embedding True True 1", $"lexical built-in True False {Environment.ProcessorCount}"],
            status.GetProperty("data").EnumerateArray().Select(model => $"{model.GetProperty("id")} {model.GetProperty("runner")} {model.GetProperty("pinned")} {model.GetProperty("memory_bytes").GetInt64() > 0} {model.GetProperty("slots")}"));
        Assert.Equal(status.GetProperty("data").EnumerateArray().Sum(model => model.GetProperty("memory_bytes").GetInt64()), status.GetProperty("memory_bytes").GetInt64());
    }

    [Fact]
    public async Task Request_UnloadedModel_LoadsIt()
    {
        await using var node = await LifecycleNode.StartAsync(null, s_first, s_second);
        var before = await node.CompleteAsync("qwen2");
        var unloaded = await node.UnloadAsync("qwen2");
        var again = await node.UnloadAsync("qwen2");

        var after = await node.CompleteAsync("qwen2");

        Assert.Equal(("unloaded", 0L, "unloaded"), ((string?)unloaded["state"], (long)unloaded["memory_bytes"]!, (string?)again["state"]));
        Assert.Equal(before, after);
        Assert.Equal(ModelState.Loaded, node.Entry("qwen2").State);
    }

    [Fact]
    public async Task Request_ManyForAnUnloadedModel_LoadItOnce()
    {
        await using var node = await LifecycleNode.StartAsync(null, s_first);
        var expected = await node.CompleteAsync("llama");
        await node.UnloadAsync("llama");

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => node.CompleteAsync("llama")));

        Assert.All(answers, answer => Assert.Equal(expected, answer));
        Assert.Equal(2, node.Logs.Lines.Count(line => line.Contains("Model 'llama' was loaded", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Request_LongerThanItsPatience_Is503AndTheLoadGoesOn()
    {
        await using var node = await LifecycleNode.StartAsync(null, s_first, ("Models:LoadWait", "00:00:00"));
        await node.UnloadAsync("llama");

        using var response = await node.PostAsync("/v1/completions", LifecycleNode.Completion("llama"));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(1)), (response.StatusCode, response.Headers.RetryAfter?.Delta));
        await node.WaitForStateAsync("llama", ModelState.Loaded);
    }

    // Requests, unloads and loads of two models at the same time: each request is answered, and rightly.
    [Fact]
    public async Task Request_WhileModelsComeAndGo_IsNeverLost()
    {
        string[] names = ["llama", "qwen2"];
        await using var node = await LifecycleNode.StartAsync(null, s_first, s_second);
        var expected = new[] { await node.CompleteAsync(names[0]), await node.CompleteAsync(names[1]) };

        var requests = Enumerable.Range(0, 8).Select(async worker =>
        {
            for (var i = 0; i < 12; i++)
            {
                Assert.Equal(expected[(worker + i) % 2], await node.CompleteAsync(names[(worker + i) % 2]));
            }
        });
        var changes = names.Select(async name =>
        {
            for (var i = 0; i < 10; i++)
            {
                await node.UnloadAsync(name);
                await node.LoadAsync(name);
            }
        });
        await Task.WhenAll([.. requests, .. changes]);

        Assert.All(names, name => Assert.Equal((ModelState.Loaded, 0), (node.Entry(name).State, node.Entry(name).Handle!.Leases)));
    }

    [Fact]
    public async Task Unload_WithARequest_WaitsForIt()
    {
        await using var node = await LifecycleNode.StartAsync(null, s_first);
        var lease = node.Entry("llama").Handle!.TryAcquire();

        var unload = node.UnloadAsync("llama");
        await node.WaitForStateAsync("llama", ModelState.Unloading);
        var request = node.CompleteAsync("llama");
        Assert.Null(node.Entry("llama").Handle!.TryAcquire());
        Assert.False(unload.IsCompleted || request.IsCompleted);
        lease!.Dispose();

        await unload;
        Assert.NotEmpty(await request);
    }

    [Fact]
    public async Task Unload_WithARequestThatDoesNotEnd_GoesOnAfterTheLimit()
    {
        var time = new ManualTimeProvider();
        await using var node = await LifecycleNode.StartAsync(time, s_first, ("Models:KeepAlive", "00:00:00"));
        using var lease = node.Entry("llama").Handle!.TryAcquire();
        var unload = node.UnloadAsync("llama");
        await Deadline.WaitAsync(() => Task.FromResult(time.WaitingTimers == 1), TimeSpan.FromSeconds(60), "the limit's timer", TestContext.Current.CancellationToken);

        time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(ModelState.Unloading, node.Entry("llama").State);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("unloaded", (string?)(await unload)["state"]);
        Assert.Contains(node.Logs.Lines, line => line.Contains("1 of its requests were still running", StringComparison.Ordinal));
    }

    [Fact]
    public async Task KeepAlive_AfterTheLastRequest_UnloadsWhatIsNotPinned()
    {
        using var folders = new SmallFolders("qwen2");
        var time = new ManualTimeProvider();
        await using var node = await LifecycleNode.StartAsync(time, s_first, ("Models:Roots:0", folders.Root), ("Models:KeepAlive", "00:01:00"));
        await Deadline.WaitAsync(() => Task.FromResult(time.WaitingTimers == 1), TimeSpan.FromSeconds(60), "the timer", TestContext.Current.CancellationToken);
        await node.LoadAsync("qwen2", "qwen2");
        time.Advance(TimeSpan.FromSeconds(50));
        await node.CompleteAsync("qwen2");
        await Deadline.WaitAsync(() => Task.FromResult(node.Entry("qwen2").Handle!.Leases == 0), TimeSpan.FromSeconds(60), "the request's end", TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(30));
        using (node.Entry("qwen2").Handle!.TryAcquire())
        {
            time.Advance(TimeSpan.FromSeconds(90));
            Assert.Equal(ModelState.Loaded, node.Entry("qwen2").State);
        }

        time.Advance(TimeSpan.FromSeconds(60));

        await node.WaitForStateAsync("qwen2", ModelState.Unloaded);
        Assert.Equal(time.GetUtcNow() - TimeSpan.FromSeconds(60), node.Entry("qwen2").LastUsed);
        Assert.Equal(ModelState.Loaded, node.Entry("llama").State);
        Assert.NotEmpty(await node.CompleteAsync("qwen2"));
    }

    [Fact]
    public async Task Budget_ThirdModel_EvictsTheOneUnusedForLongest()
    {
        var time = new ManualTimeProvider();
        (string Key, string Value)[] settings = [s_first, s_second, ("Models:Folders:2", SmallFolders.Find("phi3")), ("Models:Pinned", "false"), ("Models:KeepAlive", "00:00:00")];
        var bytes = await MeasureAsync(settings);
        await using var node = await LifecycleNode.StartAsync(time, [.. settings, ("Models:MemoryBudgetBytes", $"{bytes - 1}")]);

        // The third did not fit at the start beside two that had just been loaded: the first gave way.
        Assert.Equal("Unloaded Loaded Loaded", States(node));
        foreach (var (name, expected) in new[] { ("llama", "Loaded Unloaded Loaded"), ("phi3", "Loaded Unloaded Loaded"), ("qwen2", "Unloaded Loaded Loaded"), ("llama", "Loaded Loaded Unloaded") })
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await node.CompleteAsync(name);
            await Deadline.WaitAsync(() => Task.FromResult(node.Entry(name).Handle!.Leases == 0), TimeSpan.FromSeconds(60), "the request's end", TestContext.Current.CancellationToken);
            Assert.Equal(expected, States(node));
        }

        Assert.InRange(node.Services.GetRequiredService<ModelMemory>().Used, 1, bytes - 1);
    }

    [Fact]
    public async Task Budget_OthersInUseOrPinned_Is503()
    {
        using var folders = new SmallFolders("qwen2");
        var bytes = await MeasureAsync([s_first, s_second]);
        await using var node = await LifecycleNode.StartAsync(null, s_first, ("Models:Roots:0", folders.Root), ("Models:MemoryBudgetBytes", $"{bytes - 1}"));

        var (status, error) = await node.FailAsync("/admin/models/qwen2/load", """{"folder":"qwen2"}""");
        using var response = await node.PostAsync("/v1/completions", LifecycleNode.Completion("qwen2"));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "service_unavailable"), (status, (string?)error["code"]));
        Assert.Contains($"of the {bytes - 1} of Models:MemoryBudgetBytes", (string?)error["message"], StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(5)), (response.StatusCode, response.Headers.RetryAfter?.Delta));
        Assert.Equal((ModelState.Loaded, ModelState.Unloaded), (node.Entry("llama").State, node.Entry("qwen2").State));
    }

    [Fact]
    public async Task Pocket_BesideSmallModels_AnswersAfterItWasUnloaded()
    {
        await using var node = await LifecycleNode.StartAsync(null, s_first, ("Models:Folders:1", Path.Combine("models", "pocket")));
        await node.UnloadAsync("pocket");

        var answer = await node.PostJsonAsync("/v1/chat/completions", Requests.Capital);

        Assert.Equal("The capital of France is Paris.", (string?)answer["choices"]![0]!["message"]!["content"]);
    }

    private static string States(NodeApplication node) => string.Join(' ', new[] { "llama", "qwen2", "phi3" }.Select(name => node.Entry(name).State));

    private static async Task<long> MeasureAsync((string Key, string Value)[] settings)
    {
        await using var node = await LifecycleNode.StartAsync(null, settings);
        return node.Services.GetRequiredService<ModelMemory>().Used;
    }
}
