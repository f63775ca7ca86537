namespace Switchyard.Router.Storage;

/// <summary>Follows the database for as long as the Router runs. Where it is away, or anything else happens to it, that is tried again after a pause: what escapes a background service would end the process, and requests are served all the same.</summary>
/// <param name="time">The time.</param>
internal abstract class DatabaseFollower(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    protected TimeProvider Time => time;

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await TryFollowAsync(stoppingToken);
                await Task.Delay(s_pause, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    /// <summary>Follows it over one connection, until that breaks.</summary>
    protected abstract Task FollowAsync(CancellationToken cancellationToken);

    /// <summary>Says that following broke off.</summary>
    protected abstract void BrokeOff(Exception exception);

    private async Task TryFollowAsync(CancellationToken stoppingToken)
    {
        try
        {
            await FollowAsync(stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            BrokeOff(exception);
        }
    }
}
