using Switchyard.Inference.Execution;
using Switchyard.Inference.Sampling;
using Switchyard.Inference.Scheduling;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Waiting;

namespace Switchyard.Inference.Tests.Scheduling;

public sealed class StatisticsTests
{
    private static readonly ExecutionOptions s_execution = new() { Slots = 2, PrefillChunkTokens = 16 };

    [Fact]
    public async Task Statistics_AfterARequest_AreExact()
    {
        await using var small = new SmallEngine(s_execution, new SchedulingOptions());

        await small.Submit(SmallEngine.Prompt(40, 1), 11).ReadTextAsync();

        var statistics = small.Engine.Statistics;
        Assert.Equal((40, 11, 10, 10), (statistics.PromptTokens, statistics.GeneratedTokens, statistics.DecodeSteps, statistics.DecodeRows));
        Assert.Equal((40, 0, 51), (statistics.PrefixQueryTokens, statistics.PrefixHitTokens, statistics.LongestSequence));
        Assert.Equal(3L * 16 * 512, statistics.PrefixCacheBytes);
        Assert.NotEqual(TimeSpan.Zero, statistics.PrefillTime);
        Assert.NotEqual(TimeSpan.Zero, statistics.DecodeTime);
    }

    [Fact]
    public async Task Observer_OfARequest_HearsOfEachTokenAndTheEnd()
    {
        await using var small = new SmallEngine(s_execution, new SchedulingOptions());
        var tokens = new List<int>();
        small.Observer.AtTurn = tokens.Add;

        await small.Submit(SmallEngine.Prompt(40, 1), 4).ReadTextAsync();
        await Eventually.BecomesTrueAsync(() => tokens.Count == 5, TestContext.Current.CancellationToken);

        Assert.Equal([16, 16, 9, 1, 1], tokens);
        Assert.Single(small.Observer.FirstTokens);
        Assert.Equal(3, small.Observer.NextTokens);
        var summary = Assert.Single(small.Observer.Finished);
        Assert.Equal((FinishReason.Length, 40, 4), (summary.FinishReason, summary.PromptTokens, summary.GeneratedTokens));
        Assert.InRange((summary.TotalTime - summary.QueueTime - summary.PrefillTime!.Value - summary.DecodeTime!.Value).Ticks, 0, 2);
    }

    [Fact]
    public async Task Statistics_WhileGenerating_TellTheUsedShare()
    {
        await using var small = new SmallEngine(s_execution, new SchedulingOptions());
        using var cancellation = new CancellationTokenSource();
        var usage = new List<double>();
        small.Observer.AtTurn = _ => usage.Add(small.Engine.Statistics.KeyValueUsage);

        await small.Submit(SmallEngine.Prompt(16, 1), 4).ReadTextAsync();
        await Eventually.BecomesTrueAsync(() => usage.Count == 3, TestContext.Current.CancellationToken);

        // What the turn before left: nothing, then the prompt and one token, then another.
        Assert.Equal([0, 17 / 2048.0, 18 / 2048.0], usage);
    }

    [Fact]
    public async Task Decode_OfTokensWithoutText_AllocatesNothing()
    {
        await using var small = new SmallEngine(s_execution, new SchedulingOptions());
        var turns = 0;
        var allocated = 0L;
        small.Observer.AtTurn = _ =>
        {
            turns++;
            allocated = turns == 100 ? -GC.GetAllocatedBytesForCurrentThread() : turns == 500 ? allocated + GC.GetAllocatedBytesForCurrentThread() : allocated;
        };
        int[] control = [2041];
        var request = new GenerationRequest
        {
            Prompt = SmallEngine.Prompt(16, 1),
            MaxTokens = 600,
            Sampling = new SamplingOptions(),
            Constraint = new ListConstraint([.. Enumerable.Repeat(control, 700)]),
        };

        await Task.WhenAll(small.SubmitCancellable(request, TestContext.Current.CancellationToken).ReadTextAsync(), small.SubmitCancellable(request, TestContext.Current.CancellationToken).ReadTextAsync());

        Assert.InRange(turns, 500, 1300);
        Assert.Equal(0, allocated);
    }

    [Fact]
    public async Task FreeSlot_AfterAWhile_GivesItsMemoryBack()
    {
        var time = new ManualTimeProvider();
        await using var small = new SmallEngine(s_execution, new SchedulingOptions { Time = time, FreeSlotRetention = TimeSpan.FromSeconds(10) });
        await small.Submit(SmallEngine.Prompt(500, 1), 20).ReadTextAsync();
        await Eventually.BecomesTrueAsync(() => time.WaitingTimers == 1, TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.NotEqual(0, ResidentPages.Count(small.Cache.Memory));

        time.Advance(TimeSpan.FromSeconds(1));

        await Eventually.BecomesTrueAsync(() => ResidentPages.Count(small.Cache.Memory) == 0, TestContext.Current.CancellationToken);
        var again = small.Submit(SmallEngine.Prompt(500, 1), 20);
        await again.ReadTextAsync();
        Assert.Equal(496, again.CachedTokens);
    }
}
