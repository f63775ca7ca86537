using Switchyard.Inference.Constraints;
using Switchyard.Inference.Sampling;
using Switchyard.Inference.Scheduling;

namespace Switchyard.Inference.Tests.Scheduling;

/// <summary>Where texts end: by the model, by tokens of the request, by a constraint.</summary>
public sealed class EndOfTextTests(PocketModel pocket) : IClassFixture<PocketModel>
{
    private static readonly GoldenTurn s_turn = GoldenTurn.All.First(turn => turn.GreedyIds.Length is > 8 and < 30);

    [Fact]
    public async Task StopToken_EndsTheTextBeforeIt()
    {
        var text = await GenerateAsync(CreateRequest() with { StopTokens = [s_turn.GreedyIds[4]] });

        Assert.Equal(pocket.Model.Tokenizer.Decode(s_turn.GreedyIds[..Array.IndexOf(s_turn.GreedyIds, s_turn.GreedyIds[4])], skipSpecial: true), text);
    }

    [Fact]
    public async Task IgnoresEndOfText_GoesOnToTheLimit()
    {
        Assert.True(pocket.Model.Engine.TrySubmit(CreateRequest() with { IgnoresEndOfText = true }, out var generation, TestContext.Current.CancellationToken));

        var text = await generation.ReadTextAsync();

        Assert.StartsWith(s_turn.Greedy, text, StringComparison.Ordinal);
        Assert.Equal(60, generation.CompletionTokens);
    }

    [Fact]
    public async Task MinTokens_HoldsEndsAndStopStringsBack()
    {
        Assert.True(pocket.Model.Engine.TrySubmit(CreateRequest() with { MinTokens = 40, Stop = [s_turn.Greedy[..3]] }, out var generation, TestContext.Current.CancellationToken));

        var text = await generation.ReadTextAsync();

        Assert.StartsWith(s_turn.Greedy, text, StringComparison.Ordinal);
        Assert.InRange(generation.CompletionTokens, 40, 60);
    }

    [Theory]
    [InlineData("[0-9]{4}", 0, true, 4)]
    [InlineData("[0-9]{4}", 50, false, 4)]
    [InlineData("[0-9]{4,20}", 12, false, 12)]
    [InlineData("[0-9]{4,20}", 0, true, 20)]
    public async Task Constraint_WholeText_EndsWhenItMustAndNoEarlierThanAsked(string pattern, int minTokens, bool ignoresEnd, int least)
    {
        var compiler = new ConstraintCompiler(ConstraintVocabulary.Create(pocket.Model.Tokenizer, pocket.Model.Engine.VocabularySize), 1);
        var request = CreateRequest() with { Constraint = compiler.CompileRegex(pattern), MinTokens = minTokens, IgnoresEndOfText = ignoresEnd };

        var text = await GenerateAsync(request);

        Assert.Matches($"^{pattern}$", text);
        Assert.InRange(text.Length, least, 20);
    }

    private static GenerationRequest CreateRequest() => new() { Prompt = s_turn.PromptIds, MaxTokens = 60, Sampling = new SamplingOptions() };

    private async Task<string> GenerateAsync(GenerationRequest request)
    {
        Assert.True(pocket.Model.Engine.TrySubmit(request, out var generation, TestContext.Current.CancellationToken));
        return await generation.ReadTextAsync();
    }
}
