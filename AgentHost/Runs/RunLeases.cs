using Npgsql;
using Switchyard.AgentHost.Telemetry;

namespace Switchyard.AgentHost.Runs;

/// <summary>Every few seconds: renews the leases of this host's runs, stops those that were cancelled or lost, and marks runs whose host died.</summary>
internal sealed partial class RunLeases(LiveRuns live, RunStore store, RunQueries queries, RunSettings settings, ILogger<RunLeases> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Options.HeartbeatInterval, settings.Time);
        try
        {
            do
            {
                await BeatAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RenewAsync(cancellationToken);
            if (await queries.InterruptLapsedAsync(cancellationToken) is > 0 and var count)
            {
                LogInterrupted(count);
            }
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            // The next beat tries again; runs whose lease lapses meanwhile are found by their next write.
            LogRenewalFailed(exception);
        }
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        var runs = live.All;
        if (runs.Count == 0)
        {
            return;
        }

        var kept = await store.RenewAsync([.. runs.Select(run => run.Start.Id)], cancellationToken);
        foreach (var run in runs)
        {
            if (!kept.TryGetValue(run.Start.Id, out var cancelled))
            {
                // Either lost, or ended since the list was made; cancelling an ended run does nothing.
                run.Cancel(CancelReason.LeaseLost);
            }
            else if (cancelled)
            {
                run.Cancel(CancelReason.Requested);
            }
        }
    }

    [LoggerMessage(EventId = EventIds.RunsInterrupted, Level = LogLevel.Warning, Message = "{Count} runs whose host stopped were marked interrupted.")]
    private partial void LogInterrupted(int count);

    [LoggerMessage(EventId = EventIds.LeaseRenewalFailed, Level = LogLevel.Warning, Message = "The leases could not be renewed.")]
    private partial void LogRenewalFailed(Exception exception);
}
