using System.Data.Common;
using Microsoft.Extensions.Hosting;

namespace Switchyard.Queue;

/// <summary>Does something again and again as long as the process runs. A store that is away, or has forgotten what was under way, is said once, until it goes on.</summary>
/// <param name="time">The time.</param>
public abstract class RepeatingService(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan s_pauseAfterFailure = TimeSpan.FromMilliseconds(500);

    private bool _hasFailed;

    /// <summary>Does it once, and returns how long to wait before it is done again.</summary>
    protected abstract Task<TimeSpan> RunOnceAsync(CancellationToken stoppingToken);

    /// <summary>Says that it was not done since the store is away.</summary>
    /// <param name="reason">What the store, or its client, said.</param>
    protected abstract void SayFailed(string reason);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(await TryRunAsync(stoppingToken).ConfigureAwait(false), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<TimeSpan> TryRunAsync(CancellationToken stoppingToken)
    {
        try
        {
            var pause = await RunOnceAsync(stoppingToken).ConfigureAwait(false);
            _hasFailed = false;
            return pause;
        }
        catch (Exception exception) when (exception is DbException or TimeoutException or IOException)
        {
            if (!_hasFailed)
            {
                SayFailed(exception.Message);
            }

            _hasFailed = true;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process is to end.
        }

        return s_pauseAfterFailure;
    }
}
