using Switchyard.Inference.Models;
using Switchyard.Inference.Sampling;
using Switchyard.Inference.Scheduling;

namespace Switchyard.Inference.Benchmarks;

/// <summary>The same work through the engine: streams that are submitted together and read to their end.</summary>
internal static class EngineLoop
{
    /// <summary>Generates with <paramref name="streams"/> callers, each with so many requests one after the other, and gets the number of tokens.</summary>
    public static async Task<long> RunAsync(InferenceModel model, int streams, int requests, int[] prompt, int tokens)
    {
        var counts = await Task.WhenAll(Enumerable.Range(0, streams).Select(_ => Task.Run(() => StreamAsync(model, requests, prompt, tokens)))).ConfigureAwait(false);
        return counts.Sum();
    }

    private static async Task<long> StreamAsync(InferenceModel model, int requests, int[] prompt, int tokens)
    {
        var count = 0L;
        for (var request = 0; request < requests; request++)
        {
            count += await GenerateAsync(model, prompt, tokens).ConfigureAwait(false);
        }

        return count;
    }

    public static async Task<long> GenerateAsync(InferenceModel model, int[] prompt, int tokens)
    {
        var wanted = new GenerationRequest { Prompt = prompt, MaxTokens = tokens, Sampling = new SamplingOptions() };
        if (!model.Engine.TrySubmit(wanted, out var generation, CancellationToken.None))
        {
            throw new InvalidOperationException("The engine refused a request.");
        }

        await foreach (var delta in generation.Deltas.ReadAllAsync().ConfigureAwait(false))
        {
            _ = delta;
        }

        return generation.CompletionTokens;
    }
}
