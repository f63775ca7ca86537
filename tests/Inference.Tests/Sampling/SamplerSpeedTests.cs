using System.Diagnostics;
using Switchyard.Inference.Sampling;

namespace Switchyard.Inference.Tests.Sampling;

/// <summary>Prints what a token costs with a vocabulary of 200,000. Run by name with <c>-explicit only</c>; nothing is asserted about time.</summary>
public sealed class SamplerSpeedTests
{
    private const int Length = 200_000;
    private const int Rounds = 300;

    public static TheoryData<string, SamplingOptions> Cases => new()
    {
        { "greedy", new SamplingOptions() },
        { "temperature", new SamplingOptions { Temperature = 1 } },
        { "top_p 0.9", new SamplingOptions { Temperature = 1, TopP = 0.9f } },
        { "top_k 40", new SamplingOptions { Temperature = 1, TopK = 40 } },
        { "top_k 40, top_p 0.9, min_p 0.05", new SamplingOptions { Temperature = 0.8f, TopK = 40, TopP = 0.9f, MinP = 0.05f } },
        { "top_logprobs 20", new SamplingOptions { TopLogProbs = 20 } },
    };

    [Theory(Explicit = true)]
    [MemberData(nameof(Cases))]
    public void Next_LargeVocabulary_PrintsItsCost(string name, SamplingOptions options)
    {
        foreach (var (kind, deviation) in new[] { ("peaked", 4.0), ("flat", 0.5), ("equal", 0.0) })
        {
            var source = RandomLogits.Create(new Random(1), Length, deviation);
            var logits = new float[Length];
            var sampler = new Sampler(options with { Seed = 1 }, []);
            var times = new List<double>();
            for (var round = -Rounds; round < Rounds; round++)
            {
                source.CopyTo(logits, 0);
                var start = Stopwatch.GetTimestamp();
                sampler.Next(logits, null);
                if (round >= 0)
                {
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
                }
            }

            times.Sort();
            TestContext.Current.TestOutputHelper?.WriteLine($"cost of {name}, {kind}: median {times[Rounds / 2]:F0} us, p90 {times[Rounds * 9 / 10]:F0} us");
        }
    }
}
