using Switchyard.Inference.Execution;
using Switchyard.Inference.Sampling;
using Switchyard.Inference.Scheduling;

namespace Switchyard.Inference.Tests.Scheduling;

public sealed class IndependenceTests
{
    private const int Seed = 20260203;

    // Without the prefix cache, whose hits depend on who came before: with it, cuts of prompts and so the last bits of logits differ.
    private static readonly SchedulingOptions s_scheduling = new() { PrefixCacheBytes = 0, MaxQueueLength = 1000 };

    [Fact]
    public async Task Text_WhoeverJoinsAndLeaves_IsWhatTheRequestGetsAlone()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {Seed}.");
        var random = new Random(Seed);
        await using var alone = new SmallEngine(new ExecutionOptions { Slots = 1, PrefillChunkTokens = 32 }, s_scheduling);
        await using var together = new SmallEngine(new ExecutionOptions { Slots = 6, PrefillChunkTokens = 32 }, s_scheduling);
        var requests = Enumerable.Range(0, 60).Select(_ => CreateRequest(random)).ToList();
        var leaving = requests.Select(_ => random.Next(4) == 0).ToList();

        var texts = await Task.WhenAll(requests.Zip(leaving).Select(pair => RunAsync(together, pair.First, leaves: pair.Second)));

        foreach (var (request, text) in requests.Zip(texts))
        {
            var expected = await RunAsync(alone, request, leaves: false);
            Assert.Equal(text is null ? expected : text, expected);
        }

        Assert.Equal(leaving.Count(leaves => leaves), texts.Count(text => text is null));
        Assert.NotEqual(0, together.Engine.Statistics.Moves);
        Assert.Equal((0, 0, 0.0), (together.Engine.Running, together.Engine.Waiting, together.Engine.Statistics.KeyValueUsage));
    }

    private static GenerationRequest CreateRequest(Random random) => new()
    {
        Prompt = SmallEngine.Prompt(random.Next(1, 90), random.Next()),
        MaxTokens = random.Next(1, 70),
        Sampling = new SamplingOptions { Temperature = random.Next(3) * 0.7f, TopP = 0.95f, Seed = random.Next() },
        Caller = $"{random.Next(3)}",
    };

    // Null for one that left after its first text.
    private static async Task<string?> RunAsync(SmallEngine small, GenerationRequest request, bool leaves)
    {
        using var cancellation = new CancellationTokenSource();
        var generation = small.SubmitCancellable(leaves ? request with { MaxTokens = null } : request, cancellation.Token);
        if (!leaves)
        {
            return await generation.ReadTextAsync();
        }

        await generation.Deltas.WaitToReadAsync(TestContext.Current.CancellationToken);
        await cancellation.CancelAsync();
        await generation.Released;
        return null;
    }
}
