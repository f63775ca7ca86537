using Microsoft.Extensions.Logging;

namespace Switchyard.Queue.Files;

/// <summary>Has files forgotten whose time is over, as long as the process runs.</summary>
public sealed partial class FileSweeper(IFileStore files, TimeProvider time, ILogger<FileSweeper> logger) : RepeatingService(time)
{
    // A sweep takes a limited number: where there was something it is done again at once.
    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task<TimeSpan> RunOnceAsync(CancellationToken stoppingToken) =>
        await files.SweepAsync(stoppingToken).ConfigureAwait(false) > 0 ? TimeSpan.Zero : s_pause;

    /// <inheritdoc/>
    protected override void SayFailed(string reason) => LogFailed(reason);

    [LoggerMessage(EventId = EventIds.FilesNotSwept, Level = LogLevel.Warning, Message = "Files whose time is over were not forgotten: {Reason}. It is tried again.")]
    private partial void LogFailed(string reason);
}
