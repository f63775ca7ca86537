using Switchyard.Inference.Execution;
using Switchyard.Inference.Sampling;
using Switchyard.Inference.Scheduling;

namespace Switchyard.Inference.Tests.Scheduling;

/// <summary>How likely a prompt's tokens were, on a float32 model, where it must be what was told when they were generated.</summary>
public sealed class PromptScoreTests
{
    private static readonly ExecutionOptions s_execution = new() { Slots = 2, PrefillChunkTokens = 16 };

    [Fact]
    public async Task Scores_OfGeneratedTokens_AreTheirLogProbs()
    {
        await using var small = new SmallEngine(s_execution, new SchedulingOptions());
        var prompt = SmallEngine.Prompt(40, seed: 3);
        var generated = await ReadAsync(small, new GenerationRequest { Prompt = prompt, MaxTokens = 8, Sampling = new SamplingOptions { TopLogProbs = 2 } });

        var scored = Submit(small, [.. prompt, .. generated.Select(token => token.Chosen.Token)], maxTokens: 0);
        var deltas = await scored.Deltas.ReadAllAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([FinishReason.Length], deltas.Select(delta => delta.FinishReason));
        Assert.Equal((0, 0, 47), (scored.CompletionTokens, scored.CachedTokens, scored.PromptLogProbs.Count));
        Assert.All(generated.Zip(scored.PromptLogProbs.Skip(39)), pair =>
        {
            Assert.Equal(pair.First.Chosen.Token, pair.Second.Chosen.Token);
            Assert.Equal(pair.First.Chosen.LogProb, pair.Second.Chosen.LogProb, 1e-3f);
            Assert.Equal(pair.First.Top.Select(top => top.Token), pair.Second.Top.Select(top => top.Token));
        });
    }

    [Fact]
    public async Task Scores_OfOneToken_AreNone()
    {
        await using var small = new SmallEngine(s_execution, new SchedulingOptions());
        var scored = Submit(small, [400], maxTokens: 2);

        await scored.ReadTextAsync();

        Assert.Equal((2, 0), (scored.CompletionTokens, scored.PromptLogProbs.Count));
    }

    [Fact]
    public async Task Request_WithoutScores_HasNone()
    {
        await using var small = new SmallEngine(s_execution, new SchedulingOptions());
        var generation = small.Submit(SmallEngine.Prompt(20, seed: 1), 2);

        await generation.ReadTextAsync();

        Assert.Empty(generation.PromptLogProbs);
    }

    private static Generation Submit(SmallEngine small, int[] prompt, int maxTokens) => small.SubmitCancellable(
        new GenerationRequest { Prompt = prompt, MaxTokens = maxTokens, Sampling = new SamplingOptions(), PromptLogProbs = 2 }, TestContext.Current.CancellationToken);

    private static async Task<List<TokenLogProbs>> ReadAsync(SmallEngine small, GenerationRequest request)
    {
        var tokens = new List<TokenLogProbs>();
        await foreach (var delta in small.SubmitCancellable(request, TestContext.Current.CancellationToken).Deltas.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            tokens.AddRange(delta.LogProbs);
        }

        return tokens;
    }
}
