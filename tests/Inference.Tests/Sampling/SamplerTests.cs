using Switchyard.Inference.Constraints;
using Switchyard.Inference.Sampling;

namespace Switchyard.Inference.Tests.Sampling;

public sealed class SamplerTests
{
    private const int Draws = 20_000;

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

            Assert.Equal(best, Next(new SamplingOptions(), logits));
        }
    }

    [Fact]
    public void Next_TwoEqualLogits_TakesTheFirst() => Assert.Equal(1, Next(new SamplingOptions(), [0, 3, 3]));

    [Fact]
    public void Next_SameSeed_GivesTheSameTokens()
    {
        var options = new SamplingOptions { Temperature = 1, Seed = 42 };

        Assert.Equal(Draw(options, [1, 2, 3, 4], 50), Draw(options, [1, 2, 3, 4], 50));
        Assert.NotEqual(Draw(options, [1, 2, 3, 4], 50), Draw(options with { Seed = 43 }, [1, 2, 3, 4], 50));
    }

    [Fact]
    public void Next_OtherSamplersBetween_GivesTheSameTokens()
    {
        var options = new SamplingOptions { Temperature = 1, TopP = 0.9f, Seed = 42 };
        var sampler = new Sampler(options, []);
        var other = new Sampler(options with { Seed = 7, TopK = 2 }, []);
        var tokens = new List<int>();
        for (var i = 0; i < 50; i++)
        {
            other.Next([4, 3, 2, 1], null);
            tokens.Add(sampler.Next([1, 2, 3, 4], null).Id);
        }

        Assert.Equal(Draw(options, [1, 2, 3, 4], 50), tokens);
    }

    [Fact]
    public void Next_Seed42_GivesTheNumbersItAlwaysGave() =>
        Assert.Equal([3, 2, 2, 2, 1, 3, 2, 3], Draw(new SamplingOptions { Temperature = 1, Seed = 42 }, [1, 2, 3, 4], 8));

    public static TheoryData<SamplingOptions> DrawingOptions =>
    [
        new SamplingOptions { Temperature = 1 },
        new SamplingOptions { Temperature = 0.5f },
        new SamplingOptions { Temperature = 1.7f, TopK = 6 },
        new SamplingOptions { Temperature = 1.2f, TopP = 0.8f },
        new SamplingOptions { Temperature = 1.5f, MinP = 0.1f },
        new SamplingOptions { Temperature = 2, TopK = 9, TopP = 0.9f, MinP = 0.05f },
    ];

    // The statistic exceeds the limit once in 10,000 seeds; the seed is fixed.
    [Theory]
    [MemberData(nameof(DrawingOptions))]
    public void Next_ManyDraws_FollowTheProbabilities(SamplingOptions options)
    {
        var logits = RandomLogits.Create(new Random(5), 12, deviation: 0.8);
        var expected = new ReferenceSampler(options, []).FindCandidates(logits, null);
        var total = expected.Sum(candidate => candidate.Weight);
        var sampler = new Sampler(options with { Seed = 9 }, []);
        var counts = new int[logits.Length];
        for (var i = 0; i < Draws; i++)
        {
            counts[sampler.Next([.. logits], null).Id]++;
        }

        var statistic = expected.Sum(candidate => Math.Pow(counts[candidate.Id] - (Draws * candidate.Weight / total), 2) / (Draws * candidate.Weight / total));
        Assert.Equal(Draws, expected.Sum(candidate => counts[candidate.Id]));
        Assert.InRange(statistic, 0, ChiSquareLimit(expected.Count - 1));
    }

    [Fact]
    public void Next_TopKAmongEquals_TakesTheLowestIds() =>
        Assert.Equal([0, 1, 2], Draw(new SamplingOptions { Temperature = 1, TopK = 3, Seed = 5 }, new float[500], 400).Distinct().Order());

    [Fact]
    public void Next_TopPAmongEquals_TakesTheLowestIds() =>
        Assert.Equal([0, 1, 2, 3, 4], Draw(new SamplingOptions { Temperature = 1, TopP = 0.01f, Seed = 5 }, new float[500], 400).Distinct().Order());

    [Fact]
    public void Next_TopP_StopsOnceTheShareIsReached() =>
        Assert.Equal([0, 1], Draw(new SamplingOptions { Temperature = 1, TopP = 0.7f, Seed = 5 }, [MathF.Log(5), MathF.Log(3), MathF.Log(2)], Draws).Distinct().Order());

    [Fact]
    public void Next_TopPZero_TakesTheLikeliest() =>
        Assert.Equal([1], Draw(new SamplingOptions { Temperature = 1, TopP = 0, Seed = 5 }, [1, 2, 0], 100).Distinct());

    [Theory]
    [InlineData(new[] { 0, float.PositiveInfinity, 2 }, 1)]
    [InlineData(new[] { float.NaN, 1, 2 }, 2)]
    [InlineData(new[] { 30, float.NaN, 2, 1 }, 0)]
    [InlineData(new[] { float.NaN, float.NaN }, 0)]
    [InlineData(new[] { float.NegativeInfinity, float.NegativeInfinity }, 0)]
    [InlineData(new[] { float.NegativeInfinity, -1e30f }, 1)]
    [InlineData(new[] { float.MaxValue, float.MinValue }, 0)]
    [InlineData(new[] { -0f, -30 }, 0)]
    public void Next_LogitsWithoutWeights_TakesTheLikeliest(float[] logits, int expected)
    {
        var hot = new SamplingOptions { Temperature = 1, Seed = 5 };

        Assert.Equal(expected, Next(hot, logits));
        Assert.Equal(expected, Next(hot with { TopP = 0.9f }, logits));
        Assert.Equal(expected, Next(hot with { TopK = 2 }, logits));
        Assert.Equal(expected, Next(new SamplingOptions(), logits));
        Assert.Equal(expected, Next(hot, [.. logits, .. Enumerable.Repeat(float.NaN, 40)]));
    }

    [Fact]
    public void Next_NothingAllowedHasWeight_TakesTheFirstAllowed()
    {
        var mask = new TokenMask(200);
        mask.Add(130);
        mask.Add(140);
        var logits = new float[200];
        logits.AsSpan(100).Fill(float.NegativeInfinity);

        Assert.Equal(130, new Sampler(new SamplingOptions(), []).Next(logits, mask).Id);
        Assert.Equal(0, new Sampler(new SamplingOptions(), []).Next(logits, new TokenMask(200)).Id);
    }

    [Fact]
    public void Next_MaskNarrowerThanTheLogits_ForbidsTheRest()
    {
        var mask = new TokenMask(3);
        mask.Add(1);

        Assert.Equal(1, new Sampler(new SamplingOptions(), []).Next([5, 1, 5, 9, 9], mask).Id);
    }

    [Fact]
    public void Next_BiasOnAForbiddenToken_StaysForbidden()
    {
        var mask = new TokenMask(3);
        mask.Add(1);

        Assert.Equal(1, new Sampler(new SamplingOptions { LogitBias = new Dictionary<int, float> { [0] = 100 } }, []).Next([5, 1, 5], mask).Id);
    }

    [Fact]
    public void Next_PromptTokens_HaveOnlyTheRepetitionPenalty()
    {
        Assert.Equal(0, new Sampler(new SamplingOptions { PresencePenalty = 2, FrequencyPenalty = 2 }, [0, 0, 0]).Next([2, 1.5f], null).Id);
        Assert.Equal(1, new Sampler(new SamplingOptions { RepetitionPenalty = 1.5f }, [0]).Next([2, 1.5f], null).Id);
        Assert.Equal(1, new Sampler(new SamplingOptions { RepetitionPenalty = 1.5f }, [0]).Next([-2, -2.5f], null).Id);
    }

    [Fact]
    public void Next_AfterTheFirstTokens_AllocatesNothing()
    {
        var mask = new TokenMask(5000);
        mask.Words.Fill(0x7FFF_FFFF_FFFF_FFFF);
        var options = new SamplingOptions { Temperature = 1.2f, TopK = 100, TopP = 0.9f, MinP = 0.01f, RepetitionPenalty = 1.1f, FrequencyPenalty = 0.1f, LogitBias = new Dictionary<int, float> { [4] = 1 }, Seed = 3 };
        var sampler = new Sampler(options, [1, 2, 3]);
        var source = RandomLogits.Create(new Random(1), 5000);
        var logits = new float[5000];
        Run(sampler, source, logits, mask, 200);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(sampler, source, logits, mask, 50);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Run(Sampler sampler, float[] source, float[] logits, TokenMask mask, int count)
    {
        for (var i = 0; i < count; i++)
        {
            source.CopyTo(logits, 0);
            sampler.Next(logits, mask);
        }
    }

    private static int Next(SamplingOptions options, float[] logits) => new Sampler(options, []).Next([.. logits], null).Id;

    private static int[] Draw(SamplingOptions options, float[] logits, int count)
    {
        var sampler = new Sampler(options, []);
        return [.. Enumerable.Range(0, count).Select(_ => sampler.Next([.. logits], null).Id)];
    }

    // Wilson and Hilferty's approximation of the quantile at 0.9999.
    private static double ChiSquareLimit(int degrees)
    {
        const double Quantile = 3.719;
        var part = 2.0 / (9 * degrees);
        return degrees * Math.Pow(1 - part + (Quantile * Math.Sqrt(part)), 3);
    }
}
