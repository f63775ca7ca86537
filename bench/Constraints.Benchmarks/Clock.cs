using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Switchyard.Constraints.Benchmarks;

/// <summary>The time by the wall, or the processor time of the calling thread, which other programs on the machine do not disturb (Linux).</summary>
internal static partial class Clock
{
    private const int ThreadProcessorTime = 3;

    public static bool IsProcessorTime { get; set; }

    /// <summary>Gets the time in microseconds.</summary>
    public static double Now()
    {
        if (!IsProcessorTime)
        {
            return Stopwatch.GetTimestamp() * 1e6 / Stopwatch.Frequency;
        }

        ReadClock(ThreadProcessorTime, out var time);
        return (time.Seconds * 1e6) + (time.Nanoseconds / 1e3);
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ReadClock(int clock, out Time time);

    private readonly record struct Time(long Seconds, long Nanoseconds);
}
