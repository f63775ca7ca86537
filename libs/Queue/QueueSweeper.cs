using Microsoft.Extensions.Logging;

namespace Switchyard.Queue;

/// <summary>Has the queue swept as long as the process runs, and measured now and then. Every process may run one; what one does is not left for another.</summary>
public sealed partial class QueueSweeper(IJobStore store, TimeProvider time, ILogger<QueueSweeper> logger) : RepeatingService(time)
{
    private const int SweepsToMeasure = 10;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    private readonly UnservedQueues _unserved = new(time);
    private IReadOnlyList<string> _concerns = [];
    private int _sweeps;

    /// <inheritdoc/>
    protected override async Task<TimeSpan> RunOnceAsync(CancellationToken stoppingToken)
    {
        var doMeasure = _sweeps++ % SweepsToMeasure == 0;
        var result = await store.SweepAsync(stoppingToken).ConfigureAwait(false);
        QueueMetrics.RecordSweep(result);
        SayConcerns();
        if (result.Lapsed + result.Ended > 0)
        {
            LogSwept(result.Lapsed, result.Ended);
        }

        if (doMeasure)
        {
            await MeasureAsync(stoppingToken).ConfigureAwait(false);
        }

        return result.HasMore ? TimeSpan.Zero : s_pause;
    }

    /// <inheritdoc/>
    protected override void SayFailed(string reason) => LogFailed(reason);

    // Each once, until it is over.
    private void SayConcerns()
    {
        var concerns = store.Concerns;
        foreach (var concern in concerns.Except(_concerns))
        {
            LogConcern(concern);
        }

        _concerns = concerns;
    }

    private async Task MeasureAsync(CancellationToken stoppingToken)
    {
        var depths = await store.MeasureAsync(tenant: null, stoppingToken).ConfigureAwait(false);
        QueueMetrics.SetDepths(depths);
        foreach (var (queue, count) in _unserved.Find(depths))
        {
            LogUnserved(count, queue);
        }

        await store.Workers.ForgetDeadAsync(stoppingToken).ConfigureAwait(false);
        QueueMetrics.SetWorkers(await store.Workers.ListAsync(stoppingToken).ConfigureAwait(false));
    }

    [LoggerMessage(EventId = EventIds.SweepFailed, Level = LogLevel.Warning, Message = "The queue was not swept: {Reason}. It is tried again.")]
    private partial void LogFailed(string reason);

    [LoggerMessage(EventId = EventIds.Concern, Level = LogLevel.Error, Message = "The job queue does not stand on what it should. {Concern}")]
    private partial void LogConcern(string concern);

    [LoggerMessage(EventId = EventIds.Swept, Level = LogLevel.Information, Message = "{Lapsed} jobs of lost workers will be done again; {Ended} jobs were ended: too late, too long, or lost too often.")]
    private partial void LogSwept(int lapsed, int ended);

    [LoggerMessage(EventId = EventIds.Unserved, Level = LogLevel.Warning, Message = "{Count} jobs of the queue '{Queue}' wait for a worker, and none that lives takes them. Each says what it waits for in its status.")]
    private partial void LogUnserved(long count, string queue);
}
