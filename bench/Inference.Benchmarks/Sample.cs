using System.Diagnostics;

namespace Switchyard.Inference.Benchmarks;

/// <summary>One measurement: tokens, and the time and processor time they took.</summary>
internal readonly record struct Sample(long Tokens, double Seconds, double CpuSeconds)
{
    public double PerSecond => Tokens / Seconds;

    public double PerCpuSecond => Tokens / CpuSeconds;

    public static async Task<Sample> TakeAsync(Func<Task<long>> run)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        var tokens = await run().ConfigureAwait(false);
        return new Sample(tokens, Stopwatch.GetElapsedTime(started).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }
}
