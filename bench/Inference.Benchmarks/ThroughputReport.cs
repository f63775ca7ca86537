using Switchyard.Inference.Execution;
using Switchyard.Inference.Models;
using Switchyard.Inference.Scheduling;

namespace Switchyard.Inference.Benchmarks;

/// <summary>Raw runs against the engine, in turn, on the same shapes: streams that begin together with a prompt of 64 tokens and generate 100.</summary>
internal static class ThroughputReport
{
    private const int Tokens = 100;
    private static readonly int[] s_streams = [1, 4, 8, 16, 32];
    private static readonly int[] s_prompt = [.. Enumerable.Range(300, 64)];

    public static async Task WriteAsync(string folder, int threads, int rounds)
    {
        Console.WriteLine("| streams | raw tok/s | engine tok/s | engine ÷ raw | raw tok/cpu-s | engine tok/cpu-s | time in runs | mean batch | one at a time tok/s | gain |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var streams in s_streams)
        {
            await WriteRowAsync(folder, threads, rounds, streams).ConfigureAwait(false);
        }
    }

    private static async Task WriteRowAsync(string folder, int threads, int rounds, int streams)
    {
        var execution = new ExecutionOptions { Slots = streams, Threads = threads };
        using var raw = new RawLoop(folder, execution);

        // Without the prefix cache: the raw loop runs every prompt, so the engine has to as well.
        await using var model = InferenceModel.Load(folder, execution, new SchedulingOptions { PrefixCacheBytes = 0 });
        var pairs = new List<(Sample Raw, Sample Engine, Sample Alone)>();
        var busy = new List<double>();
        int[][] prompts = [.. Enumerable.Repeat(s_prompt, streams)];
        for (var round = -1; round < rounds; round++)
        {
            var before = model.Engine.Statistics;
            var engine = await Sample.TakeAsync(() => EngineLoop.RunAsync(model, streams, 1, s_prompt, Tokens)).ConfigureAwait(false);
            var after = model.Engine.Statistics;
            var rawSample = await Sample.TakeAsync(() => Task.FromResult(raw.Run(prompts, Tokens))).ConfigureAwait(false);
            var alone = await Sample.TakeAsync(() => EngineLoop.RunAsync(model, 1, Math.Min(streams, 4), s_prompt, Tokens)).ConfigureAwait(false);
            if (round >= 0)
            {
                pairs.Add((rawSample, engine, alone));
                busy.Add((after.DecodeTime + after.PrefillTime - before.DecodeTime - before.PrefillTime).TotalSeconds / engine.Seconds);
            }
        }

        var statistics = model.Engine.Statistics;
        var ratio = Median.Of(pairs.Select(pair => pair.Engine.PerSecond / pair.Raw.PerSecond));
        var gain = Median.Of(pairs.Select(pair => pair.Engine.PerSecond / pair.Alone.PerSecond));
        Console.WriteLine(FormattableString.Invariant(
            $"| {streams} | {Median.Of(pairs.Select(pair => pair.Raw.PerSecond)):0} | {Median.Of(pairs.Select(pair => pair.Engine.PerSecond)):0} | {ratio:0.00} | {Median.Of(pairs.Select(pair => pair.Raw.PerCpuSecond)):0} | {Median.Of(pairs.Select(pair => pair.Engine.PerCpuSecond)):0} | {Median.Of(busy):P1} | {statistics.DecodeRows / (double)statistics.DecodeSteps:0.0} | {Median.Of(pairs.Select(pair => pair.Alone.PerSecond)):0} | {gain:0.00} |"));
    }
}
