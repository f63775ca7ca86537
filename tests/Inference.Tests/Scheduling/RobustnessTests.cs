using Switchyard.Inference.Execution;
using Switchyard.Inference.Native;
using Switchyard.Inference.Scheduling;

namespace Switchyard.Inference.Tests.Scheduling;

public sealed class RobustnessTests
{
    [Fact]
    public async Task Run_ThatFails_EndsWhatRunsAndTheNextRequestStartsClean()
    {
        await using var small = new SmallEngine(new ExecutionOptions { Slots = 3, PrefillChunkTokens = 32 }, new SchedulingOptions());
        var prompt = SmallEngine.Prompt(50, 1);
        var expected = await small.Submit(prompt, 30).ReadTextAsync();
        var running = await small.OccupyAsync(TestContext.Current.CancellationToken);

        // Its second chunk asks for a token that the model does not have.
        var broken = small.Submit([.. prompt, 99_999], 30);

        Assert.IsType<OrtException>((await Assert.ThrowsAsync<EngineUnavailableException>(() => broken.ReadTextAsync())).InnerException);
        await Assert.ThrowsAsync<EngineUnavailableException>(() => running.ReadTextAsync());
        var again = small.Submit(prompt, 30);
        Assert.Equal(expected, await again.ReadTextAsync());
        Assert.Equal((48, 0, null), (again.CachedTokens, small.Engine.Running, small.Observer.Finished.ElementAt(1).FinishReason));
    }

    [Fact]
    public async Task Reader_WhoNeverReads_HoldsNobodyUp()
    {
        await using var small = new SmallEngine(new ExecutionOptions { Slots = 2 }, new SchedulingOptions());
        var unread = small.Submit(SmallEngine.Prompt(20, 1), null);

        await small.Submit(SmallEngine.Prompt(20, 2), 300).ReadTextAsync();
        await unread.Released;

        Assert.Equal(1024 - 20, unread.CompletionTokens);
    }

    [Fact]
    public async Task Tokens_OfAFinishedRequest_AreCountedOnce()
    {
        await using var small = new SmallEngine(new ExecutionOptions { Slots = 3, PrefillChunkTokens = 16 }, new SchedulingOptions());

        var generations = Enumerable.Range(1, 20).Select(seed => small.Submit(SmallEngine.Prompt(seed, seed), seed)).ToList();
        await Task.WhenAll(generations.Select(generation => generation.ReadTextAsync()));

        Assert.All(generations.Zip(Enumerable.Range(1, 20)), pair => Assert.Equal(pair.Second, pair.First.CompletionTokens));
        Assert.Equal((210, 210, 0), (small.Engine.Statistics.PromptTokens, small.Engine.Statistics.GeneratedTokens, small.Engine.Statistics.PrefixHitTokens));
        Assert.Equal(210 - 20, small.Engine.Statistics.DecodeRows);
    }
}
