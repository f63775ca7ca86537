using Switchyard.Inference.Execution;
using Switchyard.Inference.Sampling;
using Switchyard.Inference.Scheduling;
using Switchyard.Inference.Tests.Execution;
using Switchyard.Tests.Common;

namespace Switchyard.Inference.Tests.Scheduling;

public sealed class AdmissionTests : IDisposable
{
    private static readonly ExecutionOptions s_oneSlot = new() { Slots = 1, PrefillChunkTokens = 16 };
    private readonly CancellationTokenSource _occupier = new();

    public void Dispose() => _occupier.Dispose();

    [Fact]
    public async Task Waiting_SeveralCallers_HaveTheirTurnOneAfterTheOther()
    {
        await using var small = new SmallEngine(s_oneSlot, new SchedulingOptions());
        await small.OccupyAsync(_occupier.Token);

        // The number of tokens says which request it was.
        (string Caller, int Tokens)[] requests = [("many", 1), ("many", 2), ("many", 3), ("many", 4), ("one", 5), ("two", 6), ("two", 7)];
        var generations = requests.Select(request => small.Submit(SmallEngine.Prompt(4, request.Tokens), request.Tokens, request.Caller)).ToList();
        await _occupier.CancelAsync();
        await Task.WhenAll(generations.Select(generation => generation.Released));

        Assert.Equal([1, 5, 6, 2, 7, 3, 4], small.Observer.Finished.Skip(1).Select(summary => summary.GeneratedTokens));
    }

    [Fact]
    public async Task FullQueue_OfOneCaller_MakesRoomForAnother()
    {
        await using var small = new SmallEngine(s_oneSlot, new SchedulingOptions { MaxQueueLength = 3 });
        await small.OccupyAsync(_occupier.Token);
        var many = Enumerable.Range(1, 3).Select(seed => small.Submit(SmallEngine.Prompt(4, seed), 1, "many")).ToList();

        var one = small.Submit(SmallEngine.Prompt(4, 9), 1, "one");

        var exception = await Assert.ThrowsAsync<EngineBusyException>(() => many[2].ReadTextAsync());
        Assert.Equal(TimeSpan.FromSeconds(1), exception.RetryAfter);
        Assert.Equal("As many requests wait as may, and most of them are this caller's. Try again in 1 seconds.", exception.Message);
        Assert.Equal(3, small.Engine.Waiting);
        Assert.False(small.Engine.TrySubmit(new GenerationRequest { Prompt = [400], MaxTokens = 1, Sampling = new SamplingOptions(), Caller = "many" }, out _, TestContext.Current.CancellationToken));
        Assert.Equal(TimeSpan.FromSeconds(1), small.Engine.RetryAfter);
        await _occupier.CancelAsync();
        await Task.WhenAll(many[0].ReadTextAsync(), many[1].ReadTextAsync(), one.ReadTextAsync());
    }

    [Fact]
    public async Task Waiting_LongerThanTheLimit_FailsWithATimeToComeBack()
    {
        var time = new ManualTimeProvider();
        await using var small = new SmallEngine(s_oneSlot, new SchedulingOptions { Time = time, QueueTimeLimit = TimeSpan.FromSeconds(30) });
        await small.OccupyAsync(_occupier.Token);
        var first = small.Submit(SmallEngine.Prompt(4, 1), 1);
        time.Advance(TimeSpan.FromSeconds(20));
        var second = small.Submit(SmallEngine.Prompt(4, 2), 1);

        time.Advance(TimeSpan.FromSeconds(11));

        var exception = await Assert.ThrowsAsync<EngineBusyException>(() => first.ReadTextAsync());
        Assert.Equal("The request waited longer than 30 seconds for a slot. Try again in 1 seconds.", exception.Message);
        Assert.Equal(1, small.Engine.Waiting);
        await _occupier.CancelAsync();
        await second.ReadTextAsync();
        Assert.Equal((0, null, TimeSpan.FromSeconds(31)), Describe(small.Observer.Finished.First()));
        Assert.Equal((1, FinishReason.Length, TimeSpan.FromSeconds(11)), Describe(small.Observer.Finished.Last()));
    }

    [Fact]
    public async Task Waiting_BeyondTheTokenBudget_WaitsThoughSlotsAreFree()
    {
        await using var small = new SmallEngine(new ExecutionOptions { Slots = 4 }, new SchedulingOptions { TokenBudget = 1200 });
        using var cancellation = new CancellationTokenSource();
        var first = small.SubmitCancellable(SmallEngine.Prompt(100, 1), 900, "", cancellation.Token);
        await first.Deltas.WaitToReadAsync(TestContext.Current.CancellationToken);

        var second = small.Submit(SmallEngine.Prompt(100, 2), 101);
        var short1 = small.Submit(SmallEngine.Prompt(10, 3), 10);

        Assert.Equal((1, 2), (small.Engine.Running, small.Engine.Waiting));
        await cancellation.CancelAsync();
        await Task.WhenAll(second.ReadTextAsync(), short1.ReadTextAsync());
        Assert.Equal((101, 10), (second.CompletionTokens, short1.CompletionTokens));
    }

    [Fact]
    public async Task TokenBudget_LessThanAContext_StillTakesAWholeOne()
    {
        await using var small = new SmallEngine(new ExecutionOptions { Slots = 2 }, new SchedulingOptions { TokenBudget = 1 });

        var generation = small.Submit(SmallEngine.Prompt(1000, 1), null);
        await generation.ReadTextAsync();

        Assert.Equal(SmallDecoder.Context, generation.PromptTokens + generation.CompletionTokens);
    }

    [Fact]
    public async Task Cancel_WhilePrefilling_FreesTheSlotAfterTheChunk()
    {
        await using var small = new SmallEngine(s_oneSlot, new SchedulingOptions());
        using var cancellation = new CancellationTokenSource();
        var turns = 0;
        small.Observer.AtTurn = _ =>
        {
            if (++turns == 2)
            {
                cancellation.Cancel();
            }
        };

        var generation = small.SubmitCancellable(SmallEngine.Prompt(1000, 1), 5, "", cancellation.Token);
        await generation.Released;

        Assert.Equal((32, 0, 0), ((int)small.Engine.Statistics.PromptTokens, generation.CompletionTokens, small.Engine.Running));
        Assert.Equal(FinishReason.Cancelled, Assert.Single(small.Observer.Finished).FinishReason);
    }

    [Fact]
    public async Task Submit_AlreadyCancelled_EndsWithoutARun()
    {
        await using var small = new SmallEngine(s_oneSlot, new SchedulingOptions());

        var generation = small.SubmitCancellable(SmallEngine.Prompt(1000, 1), 5, "", new CancellationToken(canceled: true));
        await generation.Released;

        Assert.Equal(0, generation.CompletionTokens);
        Assert.InRange(small.Engine.Statistics.PromptTokens, 0, 16);
    }

    private static (int, FinishReason?, TimeSpan) Describe(GenerationSummary summary) => (summary.GeneratedTokens, summary.FinishReason, summary.QueueTime);
}
