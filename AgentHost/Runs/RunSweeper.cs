using Npgsql;
using Switchyard.AgentHost.Events;
using Switchyard.AgentHost.People;
using Switchyard.AgentHost.Telemetry;

namespace Switchyard.AgentHost.Runs;

/// <summary>
/// With each heartbeat, and whenever it is woken: renews the leases of this host's runs, stops those that were cancelled or lost, takes over what other hosts have left, and sees to questions
/// whose time is over. Every host does so, and each piece of work is done by one.
/// </summary>
internal sealed partial class RunSweeper(RunHost host, RunClaims claims, RequestSweep requests, RunSignals signals, RunSettings settings, ILogger<RunSweeper> logger) : BackgroundService
{
    // What only a death at a very small moment leaves behind is looked for less often.
    private const int BeatsBetweenMends = 10;

    private int _beats;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await BeatAsync(stoppingToken);
                await signals.WaitAsync(settings.Options.HeartbeatInterval, settings.Time, stoppingToken);
            }
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
            await claims.RenewAsync(cancellationToken);
            await requests.SweepAsync(cancellationToken);
            if (_beats++ % BeatsBetweenMends == 0)
            {
                await claims.WakeAnsweredAsync(runId: null, cancellationToken);
            }

            await TakeLostAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            // The next beat tries again; a run whose lease lapses meanwhile may be taken over.
            LogBeatFailed(exception);
        }
    }

    private async Task TakeLostAsync(CancellationToken cancellationToken)
    {
        var room = host.Room;
        if (room == 0)
        {
            return;
        }

        foreach (var claim in await claims.TakeLostAsync(room, cancellationToken))
        {
            LogTaken(claim.Id);
            host.Take(claim);
        }
    }

    [LoggerMessage(EventId = EventIds.RunTaken, Level = LogLevel.Information, Message = "This host goes on with run '{RunId}'.")]
    private partial void LogTaken(string runId);

    [LoggerMessage(EventId = EventIds.LeaseRenewalFailed, Level = LogLevel.Warning, Message = "The runs could not be looked after.")]
    private partial void LogBeatFailed(Exception exception);
}
