using System.Diagnostics;
using System.Text.Json;
using Switchyard.Inference.Execution;
using Switchyard.Inference.Models;
using Switchyard.Inference.Scheduling;

namespace Switchyard.Inference.Benchmarks;

/// <summary>The raw loop and the scheduler in process, driven by another program: a request a line in, rates a line out, so that they take turns with servers.</summary>
internal sealed class LineDriver(RawLoop raw, InferenceModel model)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    public static async Task RunAsync(string folder, int threads, int slots)
    {
        var execution = new ExecutionOptions { Slots = slots, Threads = threads };
        using var raw = new RawLoop(folder, execution);
        // Without the prefix cache: the raw loop keeps no prompts either.
        await using var model = InferenceModel.Load(folder, execution, new SchedulingOptions { PrefixCacheBytes = 0 });
        var driver = new LineDriver(raw, model);
        while (await Console.In.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            var request = JsonSerializer.Deserialize<LineRequest>(line, s_json)!;
            var answer = request.Who == "raw" ? driver.RunRaw(request) : await driver.RunEngineAsync(request).ConfigureAwait(false);
            Console.WriteLine(JsonSerializer.Serialize(answer, s_json));
        }
    }

    private LineAnswer RunRaw(LineRequest request)
    {
        var started = Stopwatch.GetTimestamp();
        var tokens = raw.Run(request.Prompts, request.Tokens);
        return new LineAnswer(tokens / Stopwatch.GetElapsedTime(started).TotalSeconds, []);
    }

    private async Task<LineAnswer> RunEngineAsync(LineRequest request)
    {
        var started = Stopwatch.GetTimestamp();
        var waits = await Task.WhenAll(request.Prompts.Select(prompt => Task.Run(() => EngineLoop.TimeToFirstTokenAsync(model, prompt, request.Tokens)))).ConfigureAwait(false);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new LineAnswer(request.Prompts.Length * request.Tokens / seconds, waits);
    }
}
