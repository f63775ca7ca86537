using Switchyard.Inference.Constraints;
using Switchyard.Inference.Execution;
using Switchyard.Inference.Sampling;
using Switchyard.Inference.Scheduling;

namespace Switchyard.Inference.Tests.Scheduling;

public sealed class ConstraintTests(PocketModel pocket) : IClassFixture<PocketModel>
{
    private static readonly ExecutionOptions s_execution = new() { Slots = 2 };

    [Theory]
    [InlineData(0)]
    [InlineData(1.5f)]
    public async Task Constraint_OfOneTokenAPlace_GivesThoseTokens(float temperature)
    {
        var generation = Submit(pocket.Model.Engine, new ListConstraint([400], [500], [600]), temperature);

        Assert.Equal(pocket.Model.Tokenizer.Decode([400, 500, 600], skipSpecial: true), await generation.ReadTextAsync());
        Assert.Equal(4, generation.CompletionTokens);
    }

    [Fact]
    public async Task Constraint_MetWithoutAnEndOfText_EndsTheText()
    {
        await using var small = new SmallEngine(s_execution, new SchedulingOptions());

        var generation = Submit(small.Engine, new ListConstraint([400], [500]), 0);

        Assert.Equal(small.Tokenizer.Decode([400, 500], skipSpecial: true), await generation.ReadTextAsync());
        Assert.Equal(2, generation.CompletionTokens);
        Assert.Equal(FinishReason.Stop, small.Observer.Finished.Single().FinishReason);
    }

    [Fact]
    public async Task Constraint_ThatAllowsNothing_FailsItsOwnRequest()
    {
        var exception = await Assert.ThrowsAsync<EngineUnavailableException>(() => Submit(pocket.Model.Engine, new ListConstraint([400], []), 0).ReadTextAsync());

        Assert.Equal("The constraint allows no token and its text is not whole.", Assert.IsType<InvalidOperationException>(exception.InnerException).Message);
    }

    [Fact]
    public async Task Constraint_ThatThrows_FailsOnlyItsOwnRequest()
    {
        await using var small = new SmallEngine(s_execution, new SchedulingOptions());
        var expected = await small.Submit(SmallEngine.Prompt(20, 1), 200).ReadTextAsync();
        var other = small.Submit(SmallEngine.Prompt(20, 1), 200);
        var failing = Submit(small.Engine, new ListConstraint([400], [500], [600]) { FailsAt = 2 }, 0);

        var exception = await Assert.ThrowsAsync<EngineUnavailableException>(() => failing.ReadTextAsync());

        Assert.IsType<NotSupportedException>(exception.InnerException);
        Assert.Equal(expected, await other.ReadTextAsync());
        Assert.Equal(0, small.Engine.Running);
    }

    private static Generation Submit(InferenceEngine engine, IConstraint constraint, float temperature)
    {
        var request = new GenerationRequest
        {
            Prompt = GoldenTurn.All[0].PromptIds,
            MaxTokens = 50,
            Sampling = new SamplingOptions { Temperature = temperature, Seed = 1 },
            Constraint = constraint,
        };
        Assert.True(engine.TrySubmit(request, out var generation, TestContext.Current.CancellationToken));
        return generation;
    }
}
