using Switchyard.Inference.Execution;
using Switchyard.Inference.Scheduling;

namespace Switchyard.Inference.Tests.Scheduling;

public sealed class PrefixReuseTests
{
    private static readonly ExecutionOptions s_execution = new() { Slots = 4, PrefillChunkTokens = 64 };

    [Fact]
    public async Task Prompts_WithSharedBeginnings_GiveTheTextsTheyGiveWithoutACache()
    {
        await using var without = new SmallEngine(s_execution, new SchedulingOptions { PrefixCacheBytes = 0 });
        await using var with = new SmallEngine(s_execution, new SchedulingOptions());
        int[][] beginnings = [SmallEngine.Prompt(200, 1), SmallEngine.Prompt(77, 2)];
        var cached = 0;
        for (var seed = 10; seed < 26; seed++)
        {
            int[] prompt = [.. beginnings[seed % 2], .. SmallEngine.Prompt(seed, seed)];

            var generation = with.Submit(prompt, 40);

            Assert.Equal(await without.Submit(prompt, 40).ReadTextAsync(), await generation.ReadTextAsync());
            cached += generation.CachedTokens;
        }

        // All but the first two find their beginning, in blocks of 16.
        Assert.Equal((7 * 192) + (7 * 64), cached);
        Assert.Equal(cached, with.Engine.Statistics.PrefixHitTokens);
        Assert.Equal(with.Engine.Statistics.PromptTokens, with.Engine.Statistics.PrefixQueryTokens);
        Assert.Equal((0, 0, 0), (without.Engine.Statistics.PrefixHitTokens, without.Engine.Statistics.PrefixQueryTokens, without.Engine.Statistics.PrefixCacheBytes));
    }

    [Fact]
    public async Task Prompt_SentAgain_IsComputedFromItsLastBlockOn()
    {
        await using var small = new SmallEngine(s_execution, new SchedulingOptions());
        var prompt = SmallEngine.Prompt(1000, 1);
        var first = small.Submit(prompt, 1);
        await first.ReadTextAsync();

        var second = small.Submit(prompt, 1);
        await second.ReadTextAsync();

        Assert.Equal((0, 992), (first.CachedTokens, second.CachedTokens));
    }

    [Fact]
    public async Task Prompt_OfWholeBlocks_StillRunsItsLastToken()
    {
        await using var small = new SmallEngine(s_execution, new SchedulingOptions());
        var prompt = SmallEngine.Prompt(64, 1);
        var expected = await small.Submit(prompt, 20).ReadTextAsync();

        var again = small.Submit(prompt, 20);

        Assert.Equal(expected, await again.ReadTextAsync());
        Assert.Equal(48, again.CachedTokens);
    }

    [Fact]
    public async Task NextTurn_OfAConversation_FindsTheTextOfTheLast()
    {
        await using var small = new SmallEngine(s_execution, new SchedulingOptions());
        var prompt = SmallEngine.Prompt(40, 1);
        var text = await small.Submit(prompt, 120).ReadTextAsync();
        int[] next = [.. prompt, .. small.Tokenizer.Encode(text, allowSpecial: false).Take(60)];
        var without = small.Submit([.. SmallEngine.Prompt(16, 2), .. next], 1);
        await without.ReadTextAsync();

        var generation = small.Submit([.. next, 5, 6, 7], 10);
        await generation.ReadTextAsync();

        Assert.Equal(0, without.CachedTokens);
        Assert.InRange(generation.CachedTokens, prompt.Length, next.Length);
    }

    [Fact]
    public async Task Prompts_ThatComeTogether_AreComputedOnce()
    {
        await using var small = new SmallEngine(s_execution, new SchedulingOptions());
        var prompt = SmallEngine.Prompt(513, 1);

        var texts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => small.Submit(prompt, 30).ReadTextAsync()));

        Assert.Single(texts.Distinct());
        Assert.InRange(small.Engine.Statistics.PromptTokens - small.Engine.Statistics.PrefixHitTokens, 513, 513 + 3);
    }

    [Fact]
    public async Task Cache_LargerThanItsBudget_StaysWithinIt()
    {
        var budget = 20L * 16 * 512;
        await using var small = new SmallEngine(s_execution, new SchedulingOptions { PrefixCacheBytes = budget });
        await using var without = new SmallEngine(s_execution, new SchedulingOptions { PrefixCacheBytes = 0 });

        for (var seed = 1; seed <= 12; seed++)
        {
            var prompt = SmallEngine.Prompt(100, seed % 5);
            Assert.Equal(await without.Submit(prompt, 20).ReadTextAsync(), await small.Submit(prompt, 20).ReadTextAsync());
        }

        Assert.Equal(budget, small.Engine.Statistics.PrefixCacheBytes);
    }
}
