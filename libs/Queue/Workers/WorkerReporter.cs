using System.Data.Common;

namespace Switchyard.Queue.Workers;

/// <summary>Says again and again that a worker lives, at once when it is to end, and that it has ended when it has.</summary>
/// <param name="registry">Who is told.</param>
/// <param name="describe">What the worker is and does at the moment.</param>
/// <param name="time">The time.</param>
internal sealed class WorkerReporter(IWorkerRegistry registry, Func<WorkerReport> describe, TimeProvider time)
{
    /// <summary>Reports until <paramref name="ended"/>.</summary>
    public async Task RunAsync(CancellationToken ending, CancellationToken ended)
    {
        var started = time.GetTimestamp();
        while (!ended.IsCancellationRequested)
        {
            var report = describe() with { IsStopping = ending.IsCancellationRequested, Uptime = time.GetElapsedTime(started) };
            await TryAsync(registry.ReportAsync(report, CancellationToken.None)).ConfigureAwait(false);
            using var next = CancellationTokenSource.CreateLinkedTokenSource(report.IsStopping ? CancellationToken.None : ending, ended);
            await Task.Delay(WorkerReport.Interval, time, next.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await TryAsync(registry.RemoveAsync(describe().Id, CancellationToken.None)).ConfigureAwait(false);
    }

    private static async Task TryAsync(Task telling)
    {
        try
        {
            await telling.ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DbException or TimeoutException or InvalidOperationException)
        {
            // The store is away, as the worker's claims say; the next report tells the same.
        }
    }
}
