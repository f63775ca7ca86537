using Switchyard.Inference.Execution;
using Switchyard.Inference.Models;
using Switchyard.Inference.Sampling;
using Switchyard.Inference.Scheduling;

namespace Switchyard.Inference.Tests.Scheduling;

public sealed class InferenceEngineTests(PocketModel pocket, EndlessModel endless) : IClassFixture<PocketModel>, IClassFixture<EndlessModel>
{
    private static readonly SamplingOptions s_greedy = new();

    private InferenceEngine Engine => endless.Model.Engine;

    [Fact]
    public async Task Submit_ManyAtOnce_GivesEachTheTextItGetsAlone()
    {
        var turns = GoldenTurn.All.Take(24).ToList();
        var alone = new List<string>();
        foreach (var turn in turns)
        {
            alone.Add(await pocket.Model.GenerateAsync(turn.PromptIds, 60, s_greedy));
        }

        var together = await Task.WhenAll(turns.Select(turn => pocket.Model.GenerateAsync(turn.PromptIds, 60, s_greedy)));

        Assert.Equal(alone, together);
    }

    [Fact]
    public async Task Submit_SameSeed_GivesTheSameText()
    {
        var sampling = new SamplingOptions { Temperature = 2, TopP = 0.99f, TopK = 500, Seed = 7 };
        var prompt = GoldenTurn.All[0].PromptIds;

        var texts = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => endless.Model.GenerateAsync(prompt, 40, sampling)));

        Assert.Single(texts.Distinct());
        Assert.NotEqual(texts[0], await endless.Model.GenerateAsync(prompt, 40, sampling with { Seed = 8 }));
    }

    [Fact]
    public async Task Submit_ShortAfterLong_IsNotHeldUpByIt()
    {
        var longOne = Submit(Request(maxTokens: 900, s_greedy), TestContext.Current.CancellationToken);
        var shortOne = Submit(Request(maxTokens: 3, s_greedy), TestContext.Current.CancellationToken);

        await shortOne.Released;

        Assert.False(longOne.Released.IsCompleted);
        await longOne.ReadTextAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    public async Task Submit_MaxTokens_EndsWithLength(int maxTokens)
    {
        var generation = Submit(Request(maxTokens, s_greedy), TestContext.Current.CancellationToken);

        Assert.Equal(FinishReason.Length, (await ReadAllAsync(generation))[^1].FinishReason);
        Assert.Equal(maxTokens, generation.CompletionTokens);
    }

    [Fact]
    public async Task Submit_WithoutMaxTokens_EndsAtTheContext()
    {
        var generation = Submit(Request(null, s_greedy), TestContext.Current.CancellationToken);

        await generation.ReadTextAsync();

        Assert.Equal(pocket.Model.ContextLength, generation.PromptTokens + generation.CompletionTokens);
    }

    [Fact]
    public async Task Submit_PromptOneBelowTheContext_GivesOneToken()
    {
        var prompt = Enumerable.Repeat(GoldenTurn.All[0].PromptIds, 100).SelectMany(ids => ids).Take(pocket.Model.ContextLength - 1).ToList();
        var generation = Submit(new GenerationRequest { Prompt = prompt, MaxTokens = null, Sampling = s_greedy }, TestContext.Current.CancellationToken);

        await generation.ReadTextAsync();

        Assert.Equal(1, generation.CompletionTokens);
    }

    [Fact]
    public void Submit_PromptOfTheWholeContext_IsAnArgumentError()
    {
        var request = new GenerationRequest { Prompt = new int[pocket.Model.ContextLength], MaxTokens = 1, Sampling = s_greedy };

        Assert.Throws<ArgumentOutOfRangeException>(() => Engine.TrySubmit(request, out _, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Submit_StopString_EndsBeforeIt()
    {
        var turn = GoldenTurn.All.First(turn => turn.Kind == "tool_chat" && turn.Greedy.Contains("arguments", StringComparison.Ordinal));
        var request = new GenerationRequest { Prompt = turn.PromptIds, MaxTokens = 80, Sampling = s_greedy, Stop = ["guments\":"] };

        var deltas = await ReadAllAsync(Submit(request, TestContext.Current.CancellationToken));

        Assert.Equal(turn.Greedy[..turn.Greedy.IndexOf("guments\":", StringComparison.Ordinal)], string.Concat(deltas.Select(delta => delta.Text)));
        Assert.Equal(FinishReason.Stop, deltas[^1].FinishReason);
    }

    [Fact]
    public async Task Cancel_WhileGenerating_FreesTheSlot()
    {
        using var cancellation = new CancellationTokenSource();
        var generation = Submit(Request(null, s_greedy), cancellation.Token);
        await generation.Deltas.WaitToReadAsync(TestContext.Current.CancellationToken);

        await cancellation.CancelAsync();
        await generation.Released;

        Assert.Equal(FinishReason.Cancelled, (await ReadAllAsync(generation))[^1].FinishReason);
        Assert.InRange(generation.CompletionTokens, 1, pocket.Model.ContextLength - generation.PromptTokens - 1);
        Assert.Equal(0, Engine.Running);
    }

    [Fact]
    public async Task Cancel_WhileWaiting_LeavesTheQueue()
    {
        await using var model = endless.Load(new ExecutionOptions { Slots = 1 }, new SchedulingOptions());
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var running = Submit(model, first.Token);
        await running.Deltas.WaitToReadAsync(TestContext.Current.CancellationToken);
        var waiting = Submit(model, second.Token);

        await second.CancelAsync();
        await waiting.Released;

        Assert.Equal((1, 0, 0), (model.Engine.Running, model.Engine.Waiting, waiting.CompletionTokens));
        await first.CancelAsync();
        await running.Released;
    }

    [Fact]
    public async Task Submit_MoreThanSlotsAndQueue_IsRefused()
    {
        await using var model = endless.Load(new ExecutionOptions { Slots = 1 }, new SchedulingOptions { MaxQueueLength = 2 });
        using var cancellation = new CancellationTokenSource();
        var running = Submit(model, cancellation.Token);
        await running.Deltas.WaitToReadAsync(TestContext.Current.CancellationToken);
        Generation[] waiting = [Submit(model, cancellation.Token), Submit(model, cancellation.Token)];

        Assert.False(model.Engine.TrySubmit(Request(5, s_greedy), out _, cancellation.Token));

        await cancellation.CancelAsync();
        await Task.WhenAll(waiting.Append(running).Select(generation => generation.Released));
        Assert.True(model.Engine.TrySubmit(Request(5, s_greedy), out var next, TestContext.Current.CancellationToken));
        await next.ReadTextAsync();
    }

    [Fact]
    public async Task Dispose_WithWork_EndsItAsUnavailable()
    {
        var model = endless.Load(new ExecutionOptions { Slots = 1 }, new SchedulingOptions());
        Generation[] generations = [Submit(model, TestContext.Current.CancellationToken), Submit(model, TestContext.Current.CancellationToken)];

        await model.DisposeAsync();

        foreach (var generation in generations)
        {
            await Assert.ThrowsAsync<EngineUnavailableException>(generation.ReadTextAsync);
        }

        Assert.False(model.Engine.TrySubmit(Request(1, s_greedy), out _, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Submit_FailureOutsideTheModel_EndsWhatRunsAndTheEngineGoesOn()
    {
        var broken = Submit(new GenerationRequest { Prompt = GoldenTurn.All[0].PromptIds, MaxTokens = 5, Sampling = s_greedy, Stop = [null!] }, TestContext.Current.CancellationToken);

        var exception = await Assert.ThrowsAsync<EngineUnavailableException>(broken.ReadTextAsync);

        Assert.IsType<ArgumentNullException>(exception.InnerException);
        Assert.Equal(0, Engine.Running);
        Assert.NotEmpty(await endless.Model.GenerateAsync(GoldenTurn.All[0].PromptIds, 5, s_greedy));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(1024)]
    public async Task Submit_OtherChunkLengths_GiveTheGoldenTexts(int chunk)
    {
        await using var model = PocketModel.Load(new ExecutionOptions { PrefillChunkTokens = chunk }, new SchedulingOptions());
        var turns = GoldenTurn.All.Skip(100).Take(40).ToList();

        var texts = await Task.WhenAll(turns.Select(turn => model.GenerateAsync(turn.PromptIds, 80, s_greedy)));

        Assert.InRange(texts.Zip(turns).Count(pair => pair.First == pair.Second.Greedy), 38, 40);
    }

    private static GenerationRequest Request(int? maxTokens, SamplingOptions sampling) => new() { Prompt = GoldenTurn.All[0].PromptIds, MaxTokens = maxTokens, Sampling = sampling };

    private Generation Submit(GenerationRequest request, CancellationToken cancellationToken)
    {
        Assert.True(Engine.TrySubmit(request, out var generation, cancellationToken));
        return generation;
    }

    private static Generation Submit(InferenceModel model, CancellationToken cancellationToken)
    {
        Assert.True(model.Engine.TrySubmit(Request(null, s_greedy), out var generation, cancellationToken));
        return generation;
    }

    private static async Task<List<GenerationDelta>> ReadAllAsync(Generation generation) =>
        await generation.Deltas.ReadAllAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
}
