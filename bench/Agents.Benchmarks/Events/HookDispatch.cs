using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;

namespace Switchyard.Agents.Benchmarks.Events;

/// <summary>What it costs to ask hooks that have nothing to say: at a point without hooks, of one, of twenty.</summary>
public static class HookDispatch
{
    private const int Rounds = 5;
    private const int Calls = 200_000;

    public static async Task<HookDispatchNumbers> RunAsync()
    {
        using var cancel = new CancellationTokenSource();
        return new HookDispatchNumbers(
            await MeasureAsync(0, cancel.Token),
            await MeasureAsync(1, cancel.Token),
            await MeasureAsync(20, cancel.Token),
            await CountBytesAsync(20, cancel.Token));
    }

    // In processor time, the best of several rounds: what others do on the machine only adds to it.
    private static async Task<double> MeasureAsync(int hooks, CancellationToken cancellationToken)
    {
        var (pipeline, context) = Create(hooks);
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            for (var call = 0; call < Calls; call++)
            {
                await pipeline.RunAsync(context, cancellationToken);
            }

            best = Math.Min(best, (Environment.CpuUsage.TotalTime - before).TotalNanoseconds / Calls);
        }

        return best;
    }

    private static async Task<double> CountBytesAsync(int hooks, CancellationToken cancellationToken)
    {
        var (pipeline, context) = Create(hooks);
        await pipeline.RunAsync(context, cancellationToken);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var call = 0; call < Calls; call++)
        {
            await pipeline.RunAsync(context, cancellationToken);
        }

        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }

    private static (HookPipeline Pipeline, HookContext Context) Create(int hooks) =>
        (new HookPipeline(Enumerable.Range(0, hooks).Select(number => new NoOpHook(number)), new HookPipelineOptions(), TimeProvider.System),
            new StepHookContext(HookPoint.StepStarting) { RunId = Guid.NewGuid(), Agent = "bench" });
}
