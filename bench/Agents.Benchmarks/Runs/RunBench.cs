using System.Diagnostics;
using System.Globalization;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Benchmarks.Runs;

/// <summary>Runs graphs whose nodes, one after another, do as little as can be.</summary>
internal sealed class RunBench(IRunJournal journal)
{
    public async Task<Answer> RunAsync(Question question)
    {
        var length = question.Do == "grow" ? question.StateBytes / question.Steps : 0;
        var runner = new GraphRunner<BenchState>(Build(question.Steps, length).Compile(), journal, new GraphRunnerOptions());
        var first = new BenchState(0, question.Do == "keep" ? [Text(0, question.StateBytes)] : []);
        var allocated = GC.GetTotalAllocatedBytes();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, question.Concurrency).Select(place => Task.Run(() => RunAsync(runner, first, RunsOf(question, place)))));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        using var process = Process.GetCurrentProcess();
        return new Answer(seconds, GC.GetTotalAllocatedBytes() - allocated, process.PeakWorkingSet64);
    }

    private static int RunsOf(Question question, int place) => (question.Runs / question.Concurrency) + (place < question.Runs % question.Concurrency ? 1 : 0);

    private static async Task RunAsync(GraphRunner<BenchState> runner, BenchState first, int runs)
    {
        for (var run = 0; run < runs; run++)
        {
            var result = await runner.StartAsync(Guid.CreateVersion7(), first, "");
            if (result.Status != RunStatus.Completed)
            {
                throw new InvalidOperationException($"A run is {result.Status}: {result.Error}");
            }
        }
    }

    private static StateGraph<BenchState> Build(int steps, int length)
    {
        var graph = new StateGraph<BenchState>("bench", BenchJson.Default.BenchState) { StepLimit = steps }.SetEntry(Name(0));
        for (var step = 0; step < steps; step++)
        {
            graph.AddNode(Name(step), Work(length)).AddEdge(Name(step), step + 1 < steps ? Name(step + 1) : StateGraph.End);
        }

        return graph;
    }

    private static string Name(int step) => string.Create(CultureInfo.InvariantCulture, $"n{step}");

    private static NodeFunction<BenchState> Work(int length) => length == 0
        ? static (_, state, _) => ValueTask.FromResult(state with { Count = state.Count + 1 })
        : (_, state, _) => ValueTask.FromResult(new BenchState(state.Count + 1, [.. state.Texts, Text(state.Count, length)]));

    /// <summary>Text of random letters, so that no store gains by compressing it.</summary>
    private static string Text(int seed, int length)
    {
        var random = new Random(seed);
        return string.Create(length, random, static (span, random) => random.GetItems("abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.", span));
    }
}
