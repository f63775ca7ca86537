using System.Diagnostics;
using Switchyard.Inference.Execution;

namespace Switchyard.Inference.Benchmarks;

/// <summary>What a row costs that only fills its place, and what moving a sequence costs: the two sides of compaction.</summary>
internal static class CopyReport
{
    private const int Rows = 8;
    private const int Repeats = 20;
    private const int Position = 500;
    private static readonly int[] s_prompt = [.. Enumerable.Range(300, Position)];

    public static void Write(string folder, int threads, int rounds)
    {
        using var raw = new RawLoop(folder, new ExecutionOptions { Slots = Rows, Threads = threads });
        var row = new List<double>();
        var copy = new List<double>();
        var step = new List<double>();
        raw.Run(Rows, s_prompt, 2);
        for (var round = 0; round < rounds; round++)
        {
            var fewer = Time(() => raw.Step(new int[Rows - 1], Position, idleRows: 0));
            var all = Time(() => raw.Step(new int[Rows - 1], Position, idleRows: 1));
            step.Add(all);
            row.Add(all - fewer);
            copy.Add(Time(() => raw.Runner.Cache.Move(0, 1, Position)));
        }

        Console.WriteLine(FormattableString.Invariant(
            $"A step of {Rows} rows at position {Position}: {Median.Of(step):0} µs; a free row of it: {Median.Of(row):0} µs; moving {Position} positions: {Median.Of(copy):0} µs, so a free row is worth {Median.Of(row) / Median.Of(copy) * Position:0} positions."));
    }

    private static double Time(Action action)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Repeats; i++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(started).TotalMicroseconds / Repeats;
    }
}
