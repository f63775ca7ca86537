using Switchyard.Inference.Constraints;
using Switchyard.Inference.Sampling;

namespace Switchyard.Inference.Tests.Sampling;

/// <summary>Each parameter, alone and with others, against <see cref="ReferenceSampler"/>: the same tokens for the same random numbers.</summary>
public sealed class SamplerReferenceTests
{
    private const int Steps = 12;

    public static TheoryData<string> Parameters => [.. s_options.Keys];

    private static readonly Dictionary<string, SamplingOptions> s_options = new()
    {
        ["greedy"] = new SamplingOptions(),
        ["temperature"] = new SamplingOptions { Temperature = 1 },
        ["low temperature"] = new SamplingOptions { Temperature = 0.2f },
        ["high temperature"] = new SamplingOptions { Temperature = 2 },
        ["tiny temperature"] = new SamplingOptions { Temperature = 1e-6f },
        ["top-k"] = new SamplingOptions { Temperature = 1, TopK = 5 },
        ["top-k 1"] = new SamplingOptions { Temperature = 2, TopK = 1 },
        ["top-k above all"] = new SamplingOptions { Temperature = 2, TopK = 1_000_000 },
        ["top-p"] = new SamplingOptions { Temperature = 1, TopP = 0.9f },
        ["small top-p"] = new SamplingOptions { Temperature = 2, TopP = 0.1f },
        ["large top-p"] = new SamplingOptions { Temperature = 2, TopP = 0.999f },
        ["top-k then top-p"] = new SamplingOptions { Temperature = 2, TopK = 20, TopP = 0.6f },
        ["min-p"] = new SamplingOptions { Temperature = 2, MinP = 0.05f },
        ["min-p 1"] = new SamplingOptions { Temperature = 2, MinP = 1 },
        ["repetition"] = new SamplingOptions { Temperature = 1, RepetitionPenalty = 1.8f },
        ["greedy repetition"] = new SamplingOptions { RepetitionPenalty = 1.3f },
        ["less than 1 repetition"] = new SamplingOptions { Temperature = 1, RepetitionPenalty = 0.7f },
        ["presence"] = new SamplingOptions { Temperature = 0.7f, PresencePenalty = 1.5f },
        ["greedy frequency"] = new SamplingOptions { FrequencyPenalty = 0.8f },
        ["negative frequency"] = new SamplingOptions { Temperature = 1, FrequencyPenalty = -0.5f },
        ["bias"] = new SamplingOptions { Temperature = 1, LogitBias = new Dictionary<int, float> { [0] = 20, [3] = -100, [5] = 17.5f, [9_999_999] = 100 } },
        ["all"] = new SamplingOptions
        {
            Temperature = 1.3f,
            TopK = 50,
            TopP = 0.95f,
            MinP = 0.01f,
            RepetitionPenalty = 1.1f,
            PresencePenalty = 0.4f,
            FrequencyPenalty = 0.2f,
            LogitBias = new Dictionary<int, float> { [1] = 8, [2] = -3 },
        },
    };

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Next_RandomLogits_GivesTheReferencesTokens(string name)
    {
        foreach (var (length, seed) in new[] { (1, 1), (7, 2), (63, 3), (64, 4), (700, 5), (2049, 6) })
        {
            AssertSameTokens(s_options[name] with { Seed = seed }, length, allowed: null);
        }
    }

    [Theory]
    [InlineData("greedy")]
    [InlineData("temperature")]
    [InlineData("top-p")]
    [InlineData("top-k")]
    [InlineData("all")]
    public void Next_Mask_GivesTheReferencesTokens(string name)
    {
        foreach (var (length, allowedCount) in new[] { (64, 1), (65, 30), (2048, 3), (2048, 2000) })
        {
            var random = new Random(length + allowedCount);
            var mask = new TokenMask(length);
            for (var i = 0; i < allowedCount; i++)
            {
                mask.Add(random.Next(length));
            }

            AssertSameTokens(s_options[name] with { Seed = length }, length, mask);
        }
    }

    private static void AssertSameTokens(SamplingOptions options, int length, TokenMask? allowed)
    {
        var random = new Random(length);
        var prompt = Enumerable.Range(0, 12).Select(_ => random.Next(length)).ToList();
        var sampler = new Sampler(options, prompt);
        var reference = new ReferenceSampler(options, prompt);
        for (var step = 0; step < Steps; step++)
        {
            // Every third step repeats the last but one, so that penalties meet likely tokens again.
            var logits = RandomLogits.Create(new Random(length + (step % 3 == 2 ? step - 2 : step)), length);

            Assert.Equal(reference.Next(logits, allowed), sampler.Next([.. logits], allowed).Id);
        }
    }
}
