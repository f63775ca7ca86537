using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Switchyard.ServiceDefaults.Telemetry;

namespace Switchyard.ServiceDefaults.Lifetime;

/// <summary>Ends the service when the process that started it is gone: the pipe it holds the other end of then reports its end, even after a kill -9.</summary>
internal sealed partial class ParentPipe(Stream pipe, Action exit, IHostApplicationLifetime lifetime, IOptions<ServiceDefaultsOptions> options, TimeProvider time, ILogger<ParentPipe> logger)
    : IHostedService, IDisposable
{
    private static readonly TimeSpan s_graceAfterShutdown = TimeSpan.FromSeconds(3);

    private ITimer? _deadline;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Reading standard input blocks and cannot be cancelled, so it has a thread of its own that ends with the process.
        new Thread(WaitForEnd) { IsBackground = true, Name = "parent pipe" }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _deadline?.Dispose();

    // Environment.Exit waits for the very shutdown that hangs; a signal does not.
    public static void KillThisProcess()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }

    private void WaitForEnd()
    {
        try
        {
            Span<byte> ignored = stackalloc byte[64];
            while (pipe.Read(ignored) > 0)
            {
            }
        }
        catch (IOException)
        {
            // A broken pipe is the end as well.
        }

        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return;
        }

        LogParentGone();
        _deadline = time.CreateTimer(_ => ExitHard(), null, options.Value.ShutdownTimeout + s_graceAfterShutdown, Timeout.InfiniteTimeSpan);
        lifetime.StopApplication();
    }

    private void ExitHard()
    {
        LogForcedExit();
        exit();
    }

    [LoggerMessage(EventId = EventIds.ParentGone, Level = LogLevel.Warning, Message = "The AppHost that started this service is gone. The service stops.")]
    private partial void LogParentGone();

    [LoggerMessage(EventId = EventIds.ForcedExit, Level = LogLevel.Critical, Message = "The service did not stop in time and is ended.")]
    private partial void LogForcedExit();
}
