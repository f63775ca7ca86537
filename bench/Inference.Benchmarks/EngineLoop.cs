using System.Diagnostics;
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
        var generation = Submit(model, new GenerationRequest { Prompt = prompt, MaxTokens = tokens, Sampling = new SamplingOptions() });
        await foreach (var delta in generation.Deltas.ReadAllAsync().ConfigureAwait(false))
        {
            _ = delta;
        }

        return generation.CompletionTokens;
    }

    /// <summary>Generates exactly <paramref name="tokens"/> and gets the milliseconds to the first.</summary>
    public static async Task<double> TimeToFirstTokenAsync(InferenceModel model, int[] prompt, int tokens)
    {
        var started = Stopwatch.GetTimestamp();
        var generation = Submit(model, new GenerationRequest { Prompt = prompt, MaxTokens = tokens, IgnoresEndOfText = true, Sampling = new SamplingOptions() });
        TimeSpan? first = null;
        await foreach (var delta in generation.Deltas.ReadAllAsync().ConfigureAwait(false))
        {
            _ = delta;
            first ??= Stopwatch.GetElapsedTime(started);
        }

        return generation.CompletionTokens == tokens ? first!.Value.TotalMilliseconds : throw new InvalidOperationException($"{generation.CompletionTokens} tokens came instead of {tokens}.");
    }

    private static Generation Submit(InferenceModel model, GenerationRequest wanted) =>
        model.Engine.TrySubmit(wanted, out var generation, CancellationToken.None) ? generation : throw new InvalidOperationException("The engine refused a request.");
}
