using Switchyard.Inference.Constraints;
using Switchyard.Inference.Sampling;

namespace Switchyard.Inference.Tests.Sampling;

public sealed class LogProbTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 5)]
    [InlineData(64, 20)]
    [InlineData(2048, 20)]
    [InlineData(5001, 1)]
    public void Next_TopLogProbs_AreTheLogSoftmaxOfTheRawLogits(int length, int top)
    {
        var logits = RandomLogits.Create(new Random(length), length);
        var expected = ReferenceSampler.LogSoftmax(logits);
        var options = new SamplingOptions { TopLogProbs = top, Temperature = 1.4f, TopK = 7, RepetitionPenalty = 1.5f, LogitBias = new Dictionary<int, float> { [0] = 9 }, Seed = 4 };

        var (id, logProbs) = new Sampler(options, [0]).Next([.. logits], null);

        Assert.Equal(id, logProbs!.Chosen.Token);
        Assert.Equal(expected[id], logProbs.Chosen.LogProb, 5e-5);
        Assert.Equal(Enumerable.Range(0, length).OrderByDescending(token => logits[token]).ThenBy(token => token).Take(top), logProbs.Top.Select(item => item.Token));
        Assert.All(logProbs.Top, item => Assert.Equal(expected[item.Token], item.LogProb, 5e-5));
    }

    [Fact]
    public void Next_WithoutTopLogProbs_HasNone() => Assert.Null(new Sampler(new SamplingOptions(), []).Next([1, 2], null).LogProbs);

    [Fact]
    public void Next_ForbiddenToken_KeepsItsLogProb()
    {
        var mask = new TokenMask(2);
        mask.Add(1);

        var logProbs = new Sampler(new SamplingOptions { TopLogProbs = 2 }, []).Next([MathF.Log(3), 0], mask).LogProbs!;

        Assert.Equal([0, 1], logProbs.Top.Select(item => item.Token));
        Assert.Equal((1, Math.Log(0.25)), (logProbs.Chosen.Token, (double)logProbs.Chosen.LogProb), (left, right) => left.Item1 == right.Item1 && Math.Abs(left.Item2 - right.Item2) < 1e-6);
    }

    [Fact]
    public void Next_EqualLogits_TellsTheLowestIdsFirst() =>
        Assert.Equal([0, 1, 2], new Sampler(new SamplingOptions { TopLogProbs = 3 }, []).Next(new float[100], null).LogProbs!.Top.Select(item => item.Token));

    [Theory]
    [InlineData(new[] { float.NaN, 1, float.NegativeInfinity }, new[] { 1, 2 }, new[] { 0, float.NegativeInfinity })]
    [InlineData(new[] { float.PositiveInfinity, 1, float.NaN }, new[] { 0, 1 }, new[] { 0, float.NegativeInfinity })]
    [InlineData(new[] { float.NaN, float.NaN }, new int[0], new float[0])]
    public void Next_BrokenLogits_TellWhatCanBeTold(float[] logits, int[] tokens, float[] logProbs)
    {
        var top = new Sampler(new SamplingOptions { TopLogProbs = 5 }, []).Next(logits, null).LogProbs!.Top;

        Assert.Equal(tokens, top.Select(item => item.Token));
        Assert.Equal(logProbs, top.Select(item => item.LogProb));
    }
}
