using System.Diagnostics;
using Switchyard.Inference.Execution;

namespace Switchyard.Inference.Benchmarks;

/// <summary>What a row costs that only fills its place, and what moving a sequence costs: the two sides of compaction.</summary>
internal static class CopyReport
{
    private const int Rows = 8;
    private const int Repeats = 5;
    private const int Position = 500;
    private static readonly int[] s_prompt = [.. Enumerable.Range(300, Position)];

    public static void Write(string folder, int threads, int rounds)
    {
        using var raw = new RawLoop(folder, new ExecutionOptions { Slots = Rows, Threads = threads });
        var (fewer, all, copy) = (double.MaxValue, double.MaxValue, double.MaxValue);
        raw.Run([.. Enumerable.Repeat(s_prompt, Rows)], 2);
        for (var round = 0; round < rounds; round++)
        {
            // The shortest of many: short enough to be measured without a neighbour in between.
            fewer = Math.Min(fewer, Time(() => raw.Step(new int[Rows - 1], Position, idleRows: 0)));
            all = Math.Min(all, Time(() => raw.Step(new int[Rows - 1], Position, idleRows: 1)));
            copy = Math.Min(copy, Time(() => raw.Runner.Cache.Move(0, 1, Position)));
        }

        Console.WriteLine(FormattableString.Invariant(
            $"A step of {Rows} rows at position {Position}: {all:0} µs; a free row of it: {all - fewer:0} µs; moving {Position} positions: {copy:0} µs, so a free row is worth {(all - fewer) / copy * Position:0} positions."));
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
