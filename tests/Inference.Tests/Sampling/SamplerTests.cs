using Switchyard.Inference.Sampling;

namespace Switchyard.Inference.Tests.Sampling;

public sealed class SamplerTests
{
    private const int Draws = 4000;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(2048)]
    public void Next_TemperatureZero_TakesTheLikeliest(int length)
    {
        for (var best = 0; best < length; best += Math.Max(1, length / 7))
        {
            var logits = new float[length];
            logits[best] = 1;

            Assert.Equal(best, new Sampler(new SamplingOptions(), []).Next(logits, null).Id);
        }
    }

    [Fact]
    public void Next_TwoEqualLogits_TakesTheFirst() => Assert.Equal(1, new Sampler(new SamplingOptions(), []).Next([0, 3, 3], null).Id);

    [Fact]
    public void Next_SameSeed_GivesTheSameTokens()
    {
        var options = new SamplingOptions { Temperature = 1, Seed = 42 };

        Assert.Equal(Draw(options, [1, 2, 3, 4], 50), Draw(options, [1, 2, 3, 4], 50));
        Assert.NotEqual(Draw(options, [1, 2, 3, 4], 50), Draw(options with { Seed = 43 }, [1, 2, 3, 4], 50));
    }

    [Fact]
    public void Next_Seed42_GivesTheNumbersItAlwaysGave() =>
        Assert.Equal([2, 3, 3, 3, 3, 2, 3, 2], Draw(new SamplingOptions { Temperature = 1, Seed = 42 }, [1, 2, 3, 4], 8));

    [Fact]
    public void Next_TemperatureOne_FollowsTheProbabilities()
    {
        // Odds of 1 to 3.
        var tokens = Draw(new SamplingOptions { Temperature = 1, Seed = 1 }, [0, MathF.Log(3)], Draws);

        Assert.InRange(tokens.Count(token => token == 1) / (double)Draws, 0.72, 0.78);
    }

    [Fact]
    public void Next_LowTemperature_SharpensTheProbabilities()
    {
        // At a temperature of one half, odds of 1 to 3 become 1 to 9.
        var tokens = Draw(new SamplingOptions { Temperature = 0.5f, Seed = 1 }, [0, MathF.Log(3)], Draws);

        Assert.InRange(tokens.Count(token => token == 1) / (double)Draws, 0.88, 0.92);
    }

    [Fact]
    public void Next_TopK_TakesOnlyTheLikeliest() =>
        Assert.Equal([2, 3], Draw(new SamplingOptions { Temperature = 2, TopK = 2, Seed = 5 }, [1, 1.5f, 2, 2.5f, 0], Draws).Distinct().Order());

    [Fact]
    public void Next_TopP_StopsOnceTheShareIsReached() =>
        Assert.Equal([0, 1], Draw(new SamplingOptions { Temperature = 1, TopP = 0.7f, Seed = 5 }, [MathF.Log(5), MathF.Log(3), MathF.Log(2)], Draws).Distinct().Order());

    [Fact]
    public void Next_TopPZero_TakesTheLikeliest() =>
        Assert.Equal([1], Draw(new SamplingOptions { Temperature = 1, TopP = 0, Seed = 5 }, [1, 2, 0], 100).Distinct());

    [Theory]
    [InlineData(new[] { 0, float.PositiveInfinity, 2 }, 1)]
    [InlineData(new[] { float.NaN, 1, 2 }, 2)]
    [InlineData(new[] { 3, float.NaN, 2, 1 }, 0)]
    [InlineData(new[] { float.NaN, float.NaN }, 0)]
    [InlineData(new[] { float.NegativeInfinity, float.NegativeInfinity }, 0)]
    public void Next_LogitsWithoutWeights_TakesTheLikeliest(float[] logits, int expected)
    {
        Assert.Equal(expected, new Sampler(new SamplingOptions { Temperature = 1, Seed = 5 }, []).Next(logits, null).Id);
        Assert.Equal(expected, new Sampler(new SamplingOptions(), []).Next(logits, null).Id);
    }

    private static int[] Draw(SamplingOptions options, float[] logits, int count)
    {
        var sampler = new Sampler(options, []);
        return [.. Enumerable.Range(0, count).Select(_ => sampler.Next([.. logits], null).Id)];
    }
}
