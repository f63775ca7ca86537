using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Switchyard.Queue.Files;

/// <summary>Has files forgotten whose time is over, as long as the process runs.</summary>
public sealed partial class FileSweeper(IFileStore files, TimeProvider time, ILogger<FileSweeper> logger) : BackgroundService
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // Again at once where there was something: a sweep takes a limited number.
            var pause = await TrySweepAsync(stoppingToken).ConfigureAwait(false) ? TimeSpan.Zero : s_pause;
            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> TrySweepAsync(CancellationToken stoppingToken)
    {
        try
        {
            return await files.SweepAsync(stoppingToken).ConfigureAwait(false) > 0;
        }
        catch (Exception exception) when (exception is DbException or TimeoutException)
        {
            LogFailed(exception.Message);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process is to end.
        }

        return false;
    }

    [LoggerMessage(EventId = EventIds.FilesNotSwept, Level = LogLevel.Warning, Message = "Files whose time is over were not forgotten: {Reason}. It is tried again.")]
    private partial void LogFailed(string reason);
}
