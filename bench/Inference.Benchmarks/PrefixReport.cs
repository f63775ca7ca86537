using Switchyard.Inference.Execution;
using Switchyard.Inference.Models;
using Switchyard.Inference.Scheduling;

namespace Switchyard.Inference.Benchmarks;

/// <summary>A prompt of 1,000 tokens that nobody sent before, and the same one again.</summary>
internal static class PrefixReport
{
    private const int PromptTokens = 1000;

    public static async Task WriteAsync(string folder, int threads, int rounds)
    {
        await using var model = InferenceModel.Load(folder, new ExecutionOptions { Slots = 1, Threads = threads }, new SchedulingOptions());
        var first = new List<double>();
        var second = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            int[] prompt = [400 + round, .. Enumerable.Range(400, PromptTokens - 1)];
            first.Add((await Sample.TakeAsync(() => EngineLoop.GenerateAsync(model, prompt, 1)).ConfigureAwait(false)).Seconds);
            second.Add((await Sample.TakeAsync(() => EngineLoop.GenerateAsync(model, prompt, 1)).ConfigureAwait(false)).Seconds);
        }

        Console.WriteLine(FormattableString.Invariant(
            $"\nA prompt of {PromptTokens} tokens to its first token: {Median.Of(first) * 1000:0.00} ms the first time, {Median.Of(second) * 1000:0.00} ms the second ({Median.Of(second.Zip(first, (again, once) => again / once)):P1})."));
    }
}
