using Switchyard.Inference.Sampling;

namespace Switchyard.Inference.Tests;

public sealed class GoldenTests(PocketModel pocket) : IClassFixture<PocketModel>
{
    // The model's README: a correct runtime reaches at least 97 %.
    private const double LeastShare = 0.97;

    [Fact]
    public void Tokenizer_GoldenPrompts_GiveTheSameIds()
    {
        var different = GoldenTurn.All.Count(turn => !pocket.Model.Tokenizer.Encode(turn.Prompt, allowSpecial: true).SequenceEqual(turn.PromptIds));

        Assert.Equal(240, GoldenTurn.All.Count);
        Assert.Equal(0, different);
    }

    [Fact]
    public void Tokenizer_GoldenAnswers_DecodeToTheSameText()
    {
        var different = GoldenTurn.All.Count(turn => pocket.Model.Tokenizer.Decode(turn.GreedyIds, skipSpecial: true) != turn.Greedy);

        Assert.Equal(0, different);
    }

    [Fact]
    public async Task Engine_GoldenPrompts_GiveTheGreedyText()
    {
        var texts = await Task.WhenAll(GoldenTurn.All.Select(turn => pocket.Model.GenerateAsync(turn.PromptIds, 80, new SamplingOptions())));

        var equal = texts.Zip(GoldenTurn.All).Count(pair => pair.First == pair.Second.Greedy);
        TestContext.Current.TestOutputHelper?.WriteLine($"{equal} of {GoldenTurn.All.Count} equal");
        Assert.InRange(equal, (int)Math.Ceiling(LeastShare * GoldenTurn.All.Count), GoldenTurn.All.Count);
    }
}
