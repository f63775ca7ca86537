using System.Diagnostics;
using Switchyard.Inference.Sampling;

namespace Switchyard.Inference.Benchmarks;

/// <summary>What choosing a token costs with a vocabulary of 200,000, by parameters and by how the logits lie.</summary>
internal static class SamplerReport
{
    private const int Length = 200_000;

    private static readonly (string Name, SamplingOptions Options)[] s_cases =
    [
        ("greedy", new SamplingOptions()),
        ("temperature", new SamplingOptions { Temperature = 1 }),
        ("top_p 0.9", new SamplingOptions { Temperature = 1, TopP = 0.9f }),
        ("top_k 40", new SamplingOptions { Temperature = 1, TopK = 40 }),
        ("top_k 40, top_p 0.9, min_p 0.05", new SamplingOptions { Temperature = 0.8f, TopK = 40, TopP = 0.9f, MinP = 0.05f }),
        ("top_logprobs 20", new SamplingOptions { TopLogProbs = 20 }),
    ];

    private static readonly (string Name, double Deviation)[] s_shapes = [("peaked", 4), ("flat", 0.5), ("equal", 0)];

    public static void Write(int rounds)
    {
        foreach (var (name, options) in s_cases)
        {
            var costs = s_shapes.Select(shape => FormattableString.Invariant($"{shape.Name} {Measure(options, shape.Deviation, rounds):0} µs"));
            Console.WriteLine($"Choosing a token of {Length}, {name}: {string.Join(", ", costs)}.");
        }
    }

    private static double Measure(SamplingOptions options, double deviation, int rounds)
    {
        var random = new Random(1);
        float[] source = [.. Enumerable.Range(0, Length).Select(_ => (float)(deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))];
        var logits = new float[Length];
        var sampler = new Sampler(options with { Seed = 1 }, []);
        var times = new List<double>();
        for (var round = -rounds; round < rounds; round++)
        {
            source.CopyTo(logits, 0);
            var start = Stopwatch.GetTimestamp();
            sampler.Next(logits, null);
            if (round >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        }

        return Median.Of(times);
    }
}
