using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Switchyard.Hosting.Home;
using Switchyard.Hosting.Processes;
using Switchyard.Hosting.Projects;
using Switchyard.Hosting.State;

namespace Switchyard.AppHost.Tests.Processes;

/// <summary>AppHost as a process of its own, as a person starts it, so that it can be killed.</summary>
internal sealed class AppHostProcess : IDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HomeFolder _home;

    private AppHostProcess(string home, int offset, string[] settings)
    {
        _home = new HomeFolder(home);
        _process = new Process { StartInfo = CreateStartInfo(home, offset, settings), EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => OnLine(line.Data);
        _process.ErrorDataReceived += (_, line) => OnLine(line.Data);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException($"AppHost ended before it was ready:\n{Output}"));
    }

    public ConcurrentQueue<string> Lines { get; } = new();

    public string Output => string.Join('\n', Lines);

    public int Id => _process.Id;

    public AppHostState State => AppHostStateFile.Read(_home.StateFile)!;

    public static AppHostProcess Start(string home, int offset, params string[] settings)
    {
        var host = new AppHostProcess(home, offset, settings);
        host._process.Start();
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        return host;
    }

    public static async Task<AppHostProcess> StartReadyAsync(string home, int offset, CancellationToken cancellationToken)
    {
        var host = Start(home, offset);
        await host._ready.Task.WaitAsync(TimeSpan.FromMinutes(4), cancellationToken);
        return host;
    }

    public async Task KillAsync(CancellationToken cancellationToken)
    {
        Signals.Send(_process.Id, Signals.Kill);
        await _process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Stops it as SIGTERM does and gets its exit code.</summary>
    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        Signals.Send(_process.Id, Signals.Terminate);
        return await WaitAsync(cancellationToken);
    }

    public async Task<int> WaitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            // Its children see the end of their pipe.
            _process.Kill();
        }

        _process.Dispose();
    }

    private static ProcessStartInfo CreateStartInfo(string home, int offset, string[] settings)
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var program = Path.Combine(AppContext.BaseDirectory, "..", "..", "AppHost", configuration, "Switchyard.AppHost.dll");
        return new ProcessStartInfo(DotnetHost.Find(), [Path.GetFullPath(program), .. settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SWITCHYARD_HOME"] = home, ["SWITCHYARD_PORT_OFFSET"] = offset.ToString(CultureInfo.InvariantCulture) },
        };
    }

    private void OnLine(string? line)
    {
        if (line is null)
        {
            return;
        }

        Lines.Enqueue(line);
        if (line.StartsWith("Switchyard is ready", StringComparison.Ordinal))
        {
            _ready.TrySetResult();
        }
    }
}
